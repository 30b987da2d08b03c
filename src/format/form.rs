//! The forms that a text may have to have.

/// How a text is written.
pub(crate) struct Form {
    /// What such a text is, with its article: `a web address`.
    pub(crate) name: &'static str,
    /// What every such text matches, as a regular expression that JavaScript understands too.
    pub(crate) pattern: &'static str,
}

pub(crate) const WEB_ADDRESS: &Form =
    &Form { name: "a web address", pattern: r"^\s*[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#@]+([/?#]|\s*$)" };
pub(crate) const HTTPS_ADDRESS: &Form =
    &Form { name: "a web address with https", pattern: r"^\s*[Hh][Tt][Tt][Pp][Ss]://[^\s/?#@]+([/?#]|\s*$)" };
pub(crate) const CONTACT_ADDRESS: &Form = &Form {
    name: "a web address, or `mailto:` and a mail address",
    pattern: r"^\s*([Hh][Tt][Tt][Pp][Ss]?://[^\s/?#@]+([/?#]|\s*$)|[Mm][Aa][Ii][Ll][Tt][Oo]:[^\s]*@)",
};
pub(crate) const REPORTING_ADDRESS: &Form = &Form {
    name: "an address with `mailto:`, `https:` or `tel:`",
    pattern: r"^\s*([Mm][Aa][Ii][Ll][Tt][Oo]:|[Hh][Tt][Tt][Pp][Ss]://|[Tt][Ee][Ll]:)\S",
};
pub(crate) const KEY_ADDRESS: &Form =
    &Form { name: "the address of a key", pattern: r"^\s*([Hh][Tt][Tt][Pp][Ss]://|openpgp4fpr:|dns:)\S" };
pub(crate) const MAIL_ADDRESS: &Form = &Form { name: "a mail address", pattern: r"^\s*[^\s@]+@[^\s@]+\.[^\s@]*\s*$" };
/// An id that has no owner before it.
pub(crate) const OWN_ID: &Form = &Form { name: "an id", pattern: r"^\s*[a-z0-9][a-z0-9.-]*\s*$" };
pub(crate) const CRITERION_ID: &Form =
    &Form { name: "a criterion with its edition", pattern: r"^\s*[a-z0-9][a-z0-9.-]*/.+$" };
pub(crate) const COUNTRY: &Form = &Form { name: "a country code", pattern: r"^\s*[A-Z]{2}\s*$" };
pub(crate) const COLOR: &Form = &Form { name: "a color", pattern: r"^\s*#[0-9A-Fa-f]{6}\s*$" };
pub(crate) const LOGO: &Form = &Form { name: "a picture", pattern: r"^\s*static/.+\.(svg|png)\s*$" };
pub(crate) const ICON: &Form = &Form { name: "a picture", pattern: r"^\s*static/.+\.(svg|png|ico)\s*$" };
pub(crate) const FILE: &Form = &Form { name: "a file", pattern: r"^[^/]" };
pub(crate) const OLD_ADDRESS: &Form = &Form { name: "a path on this site", pattern: r"^\s*/?[^\s./?#][^\s?#]*\s*$" };
pub(crate) const QUESTION_ID: &Form = &Form { name: "the id of a question", pattern: r"^\s*\S+\s*$" };
pub(crate) const CVE: &Form = &Form { name: "an id of the CVE list", pattern: r"^\s*CVE-[0-9]{4}-[0-9]{4,19}\s*$" };
pub(crate) const CWE: &Form = &Form { name: "an id of the CWE list", pattern: r"^\s*CWE-[1-9][0-9]{0,5}\s*$" };
pub(crate) const CVSS_VECTOR: &Form =
    &Form { name: "a CVSS vector", pattern: r"^\s*CVSS:(3\.0|3\.1|4\.0)/[A-Z:/]+\s*$" };
pub(crate) const RESPONSE_TIME: &Form = &Form {
    name: "a length of time, also in business days",
    pattern: r"^\s*[1-9]\d{0,3} ((business|working) days?|(day|week|month|quarter|year)s?)\s*$",
};
pub(crate) const VERSION: &Form =
    &Form { name: "a version", pattern: r"^\s*[0-9A-Za-z+._:~-]*[0-9][0-9A-Za-z+._:~-]*\s*$" };
pub(crate) const VERSIONS: &Form = &Form {
    name: "a version, or limits of versions",
    pattern: r"^[\s0-9A-Za-z+._:~,<>=-]*[0-9][\s0-9A-Za-z+._:~,<>=-]*$",
};
