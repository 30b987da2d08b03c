//! Eight invented providers: three reports each, services, locations, scope, documents, subprocessors.
//!
//! Nothing here is drawn: every provider has the same shape, and dates shift by its number. On 2026-11-21 each report
//! is current, each fact of the reader's twenty is given, not stated or not applicable, and each reference resolves.

use std::io;
use std::path::Path;

use super::sentence::capitalized;
use super::vocabulary::{DATA, PROVIDERS, Provider, SYSTEMS};
use super::write;

const SERVICES_PER_PROVIDER: usize = 12;
const SUBPROCESSORS_PER_PROVIDER: usize = 5;

/// Writes the folder `providers`.
pub(super) fn write_all(content: &Path) -> io::Result<()> {
    for (number, provider) in PROVIDERS.iter().enumerate() {
        let folder = content.join("providers").join(provider.id);
        write(&folder.join("provider.toml"), &description(provider, number))?;
        write(&folder.join("reports/soc-1.toml"), &soc_1(provider, number))?;
        write(&folder.join("reports/soc-2.toml"), &soc_2(provider, number))?;
        write(&folder.join("reports/iso-27001.toml"), &iso_27001(provider, number))?;
        write(&folder.join("services.toml"), &services(number))?;
        write(&folder.join("locations.toml"), LOCATIONS)?;
        write(&folder.join("scope.toml"), &scope(number))?;
        write(&folder.join("documents.toml"), &documents(provider, number))?;
        write(&folder.join("files/iso-27001.pdf"), CERTIFICATE_FILE)?;
        write(&folder.join("subprocessors.toml"), &subprocessors(number))?;
    }
    Ok(())
}

fn description(provider: &Provider, number: usize) -> String {
    let Provider { id, initials, name } = provider;
    let (en, zh) = (name.en, name.zh);
    let mut text = format!(
        r#"name = {{ en = "{en}", zh-Hans = "{zh}" }}
legal_name = {{ en = "{en} Holdings Ltd.", zh-Hans = "{zh}控股有限公司" }}
initials = "{initials}"
order = {order}
summary = {{ en = "{en} runs services for business customers.", zh-Hans = "{zh}为企业客户运营服务。" }}

[[contact]]
name = {{ en = "{en} compliance desk", zh-Hans = "{zh}合规小组" }}
email = "compliance@{id}.example.com"
url = "https://{id}.example.com/contact"

[[source]]
id = "trust-page"
title = {{ en = "{en}: trust page", zh-Hans = "{zh}：信任页面" }}
url = "https://{id}.example.com/trust"
retrieved = 2026-05-20
language = "en"
"#,
        order = number + 1,
    );
    for (rel, en, zh) in [
        ("terms", "Terms of service", "服务条款"),
        ("contact", "Contact", "联系我们"),
        ("reports", "Reports", "报告"),
        ("status", "Service status", "服务状态"),
        ("security", "Security", "安全"),
        ("privacy", "Privacy", "隐私"),
    ] {
        text += &format!(
            "\n[[link]]\nrel = \"{rel}\"\ntitle = {{ en = \"{en}\", zh-Hans = \"{zh}\" }}\nurl = \"https://{id}.example.com/{rel}\"\n"
        );
    }
    text
}

fn soc_1(provider: &Provider, number: usize) -> String {
    let (en, zh) = (provider.name.en, provider.name.zh);
    format!(
        r#"framework = "soc-1"
assurance = "attestation"
type = "type-2"
subject = {{ en = "The {en} transaction processing system", zh-Hans = "{zh}交易处理系统" }}
period = {{ start = 2025-01-01, end = 2025-12-31 }}
issued_on = 2026-02-{day:02}
cadence = {{ times = 1, per = "year" }}
auditor = {{ name = "Example Assurance LLP", register = "EA-{day:03}" }}
opinion = "unqualified"
exceptions = {{ count = 0 }}
standards = [
  {{ body = "AICPA", standard = "SSAE 18", section = "AT-C 320" }},
  {{ body = "IAASB", standard = "ISAE 3402", section = "all" }},
]
conclusion = "design-and-operation"
services = {{ min = 20, strict = false, exhaustive = false, examples = ["service-01", "service-02"] }}
locations = ["north", "south"]
subservice = [{{ organization = "Example Colocation Ltd.", method = "carve-out" }}]
audiences = [
  {{ audience = "customer", use = {{ en = "Assess internal control", zh-Hans = "评估内部控制" }} }},
  {{ audience = "user-auditor", use = {{ en = "Plan the audit", zh-Hans = "规划审计" }} }},
]
access = {{ distribution = "nda", channel = {{ en = "Trust portal", zh-Hans = "信任门户" }}, url = "https://{id}.example.com/reports" }}
bridges = [
  {{ covers = {{ start = 2026-01-01, end = 2026-03-31 }}, issued_on = 2026-04-10, issuer = {{ en = "{en}", zh-Hans = "{zh}" }}, document = "soc-1-bridge" }},
]
documents = ["soc-1-report", "soc-1-bridge"]
sources = [{{ source = "trust-page" }}]
not_applicable = ["criteria_edition"]

[[cuecs]]
id = "access-review"
text = {{ en = "The customer reviews the access rights of its users.", zh-Hans = "客户审查其用户的访问权限。" }}

[[cuecs]]
id = "input-check"
text = {{ en = "The customer checks the completeness of its input.", zh-Hans = "客户检查其输入的完整性。" }}
"#,
        id = provider.id,
        day = number + 10,
    )
}

fn soc_2(provider: &Provider, number: usize) -> String {
    let (en, zh) = (provider.name.en, provider.name.zh);
    let all = ["security", "availability", "confidentiality", "processing-integrity", "privacy"];
    let criteria = quoted(all.iter().take(3 + number % 3).map(|&category| category.to_owned()));
    let in_scope = quoted((1..=SERVICES_PER_PROVIDER - 2).map(|service| format!("service-{service:02}")));
    format!(
        r#"framework = "soc-2"
assurance = "attestation"
type = "type-2"
subject = {{ en = "The {en} platform", zh-Hans = "{zh}平台" }}
period = {{ start = 2025-04-01, end = 2026-03-31 }}
issued_on = 2026-05-{day:02}
cadence = {{ times = 1, per = "year" }}
auditor = {{ name = "Example Assurance LLP", register = "EA-{day:03}" }}
opinion = "unqualified"
criteria = [{criteria}]
criteria_edition = "tsp-100-2017"
standards = [
  {{ body = "AICPA", standard = "SSAE 18", section = "AT-C 105" }},
  {{ body = "AICPA", standard = "SSAE 18", section = "AT-C 205" }},
]
conclusion = "design-and-operation"
services = [{in_scope}]
locations = ["north", "south", "north-1", "south-1"]
audiences = [
  {{ audience = "customer", use = {{ en = "Assess the provider", zh-Hans = "评估提供商" }} }},
  {{ audience = "regulator", use = {{ en = "Supervise outsourcing", zh-Hans = "监督外包" }} }},
]
access = {{ distribution = "nda", channel = {{ en = "Trust portal", zh-Hans = "信任门户" }}, url = "https://{id}.example.com/reports" }}
documents = ["soc-2-report"]
sources = [{{ source = "trust-page" }}]
not_stated = ["exceptions", "subservice"]

[[cuecs]]
id = "strong-sign-in"
text = {{ en = "The customer requires strong sign-in for its users.", zh-Hans = "客户要求其用户使用强登录。" }}
criteria = ["CC6.1", "CC6.2"]
"#,
        id = provider.id,
        day = number + 10,
    )
}

fn iso_27001(provider: &Provider, number: usize) -> String {
    let (en, zh) = (provider.name.en, provider.name.zh);
    format!(
        r#"framework = "iso-27001"
assurance = "certification"
subject = {{ en = "The management system of {en}", zh-Hans = "{zh}的管理体系" }}
issued_on = 2025-06-{day:02}
valid_until = 2028-06-{day:02}
cadence = {{ times = 1, per = "year" }}
auditor = {{ name = "Example Register B.V.", register = "ER-{day:03}" }}
standards = [{{ body = "ISO/IEC", standard = "27001:2022", section = "4 to 10" }}]
services = {{ min = 20, strict = true, exhaustive = false, unit = {{ en = "services", zh-Hans = "项服务" }}, examples = ["service-01"] }}
locations = ["north-1", "south-1"]
access = {{ distribution = "public", channel = {{ en = "Trust page", zh-Hans = "信任页面" }}, url = "https://{id}.example.com/trust" }}
documents = ["iso-27001-certificate"]
sources = [{{ source = "trust-page" }}]
not_stated = ["audiences", "exceptions", "opinion"]
not_applicable = ["period", "criteria_edition", "conclusion", "subservice", "cuecs"]
"#,
        id = provider.id,
        day = number + 10,
    )
}

fn services(number: usize) -> String {
    let mut text = String::new();
    for service in 1..=SERVICES_PER_PROVIDER {
        let system = &SYSTEMS[(number * 4 + service) % SYSTEMS.len()];
        let name = capitalized(system.en.trim_start_matches("the "));
        text += &format!(
            "[[service]]\nid = \"service-{service:02}\"\nname = {{ en = \"{name}\", zh-Hans = \"{}\" }}\n\
             abbreviations = [\"{}{service:02}\"]\ncategory = {{ en = \"Platform\", zh-Hans = \"平台\" }}\n\n",
            system.zh, PROVIDERS[number].initials,
        );
    }
    text
}

/// The service numbered last is planned, the one before it is excluded.
fn scope(number: usize) -> String {
    let mut text = String::new();
    for service in 1..=SERVICES_PER_PROVIDER {
        let status = match SERVICES_PER_PROVIDER - service {
            0 => "planned",
            1 => "excluded",
            _ => "in-scope",
        };
        let location = if (number + service).is_multiple_of(2) { "north-1" } else { "south-1" };
        text += &format!(
            "[[entry]]\nservice = \"service-{service:02}\"\nreport = \"soc-2\"\nenvironment = \"production\"\n\
             location = \"{location}\"\nstatus = \"{status}\"\n\n"
        );
    }
    text
}

fn documents(provider: &Provider, number: usize) -> String {
    let Provider { id, name, .. } = provider;
    let mut text = String::new();
    for (document, kind, en, zh) in [
        ("soc-1-report", "report", "SOC 1 report", "SOC 1 报告"),
        ("soc-1-bridge", "bridge-letter", "bridge letter", "过渡函"),
        ("soc-2-report", "report", "SOC 2 report", "SOC 2 报告"),
    ] {
        text += &format!(
            "[[document]]\nid = \"{document}\"\ntitle = {{ en = \"{}: {en}\", zh-Hans = \"{}：{zh}\" }}\nkind = \"{kind}\"\n\
             version = \"1.{number}\"\ndate = 2026-05-{:02}\naccess = \"nda\"\nrequest = \"https://{id}.example.com/reports\"\n\n",
            name.en,
            name.zh,
            number + 10,
        );
    }
    text += &format!(
        "[[document]]\nid = \"iso-27001-certificate\"\ntitle = {{ en = \"{}: certificate\", zh-Hans = \"{}：证书\" }}\nkind = \"certificate\"\n\
         version = \"1.0\"\ndate = 2025-06-{:02}\naccess = \"public\"\nfile = \"files/iso-27001.pdf\"\n",
        name.en,
        name.zh,
        number + 10,
    );
    text
}

fn subprocessors(number: usize) -> String {
    let mut text = String::new();
    for subprocessor in 1..=SUBPROCESSORS_PER_PROVIDER {
        let handled = &DATA[(number * 3 + subprocessor) % DATA.len()];
        text += &format!(
            "[[subprocessor]]\nid = \"subprocessor-{subprocessor}\"\nentity = \"Example Services {number}{subprocessor} GmbH\"\n\
             purpose = {{ en = \"Operates part of the platform\", zh-Hans = \"运营平台的一部分\" }}\n\
             data = [{{ en = \"{}\", zh-Hans = \"{}\" }}]\nplaces = [{{ en = \"Germany\", zh-Hans = \"德国\" }}]\n\
             notice = {{ en = \"Thirty days ahead\", zh-Hans = \"提前三十天\" }}\neffective_from = 2025-{:02}-01\n\n",
            handled.en,
            handled.zh,
            subprocessor + number % 7,
        );
    }
    text
}

/// The items in quotation marks, as inside a TOML array.
fn quoted(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.map(|item| format!("\"{item}\"")).collect();
    items.join(", ")
}

const LOCATIONS: &str = r#"[[location]]
id = "north"
name = { en = "Sweden", zh-Hans = "瑞典" }
country = "SE"
kind = "country"

[[location]]
id = "north-1"
name = { en = "Stockholm 1", zh-Hans = "斯德哥尔摩 1" }
country = "SE"
kind = "data-center"
parent = "north"

[[location]]
id = "south"
name = { en = "Singapore", zh-Hans = "新加坡" }
country = "SG"
kind = "country"

[[location]]
id = "south-1"
name = { en = "Singapore 1", zh-Hans = "新加坡 1" }
country = "SG"
kind = "data-center"
parent = "south"
"#;

/// Stands for a document: its bytes are copied, never read.
const CERTIFICATE_FILE: &str = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
     3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
