//! Fields of other generators in the front matter of a text that was moved from there.
//!
//! Such a text has many, all of which say the same to its author: that nothing reads them. So they are one finding, once
//! one of them is known to be another generator's; what is near to a field of the record stays a mistake of its own.

use super::codes;
use super::fields::{Fields, Reader};

/// Fields of Hugo, Zola, Jekyll, Docusaurus, MkDocs, Hexo, VitePress, Eleventy, GitHub Docs and Microsoft Learn.
const KNOWN: &str = "abstract allowTitleToDifferFromFilename aside asciidoc audience author authors background banner
    bibliography build canonical canonicalURL cascade categories category changelog children class comments contributors
    cover created custom_edit_url date dateCreated deprecated description displayed_sidebar disqus documentclass
    editLink edit_url editable effectiveDate eleventyNavigation excerpt expiryDate exclude featured featuredImage
    featured_image feedback_system footer generate_feeds grand_parent has_children head header headless hero hide hideEdit
    hide_description hide_table_of_contents hide_title icon id image images in_search_index insert_anchor_links intro
    isCJKLanguage kMenu keywords lang language last_modified last_modified_at last_update lastUpdated
    lastmod layout linkTitle linktitle locale localization_priority manager markup math menu meta miniTocMaxHeadingLevel
    mermaid modified monikerRange name nav nav_exclude nav_order navbar navigation next no_list noindex og_image outline
    outputs page_template pagefind paginate_by pagination_label pagination_next pagination_prev params parent path
    permalink permissions position prev priority product publishDate published published_at readingTime recommendations
    redirect_from redirect_to redirects ref render resources reviewer robots ROBOTS search search_exclude section series
    shortTitle showToc sidebar sidebar_class_name sidebar_custom_props sidebar_label sidebar_position sitemap slug
    sort_by status subtitle summary tags taxonomies template thumbnail title titleSuffix titleTemplate toc
    toc_max_heading_level toc_min_heading_level topics transparent translationKey type uid unlisted updated updatedDate
    url urls version versions weight wip";

/// Whether another generator has such a field.
fn is_known(name: &str) -> bool {
    KNOWN.split_ascii_whitespace().any(|known| known == name) || name.contains('.')
}

/// Reports the fields that are another generator's in one go, and passes over them.
pub(super) fn report(reader: &mut Reader<'_>, fields: &mut Fields<'_>) {
    let unread = fields.unread(is_known);
    let Some(first) = unread.iter().find(|key| is_known(&key.value)) else { return };
    let names: Vec<String> = unread.iter().map(|key| format!("`{}`", key.value)).collect();
    let message = match names.as_slice() {
        [name] => format!("nothing reads the field {name} of another generator"),
        names => format!("nothing reads the fields {} of another generator", names.join(", ")),
    };
    let help = "remove what is not needed, and put what other programs read into a table `extra`";
    reader.report(&codes::FOREIGN_FIELD, first.span, message, help);
    unread.iter().for_each(|key| fields.ignore(&key.value));
}
