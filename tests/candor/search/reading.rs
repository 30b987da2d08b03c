//! What the files of an index say.

use std::collections::BTreeMap;

use serde_json::Value;

/// Files by their paths.
pub(crate) type Files = BTreeMap<String, String>;

/// What a file says: the calls that it makes, each with its arguments, what was packed unpacked.
pub(crate) fn calls(file: &str) -> Vec<Vec<Value>> {
    let call = |line: &str| {
        let arguments = line.strip_prefix("S(").and_then(|line| line.strip_suffix(");")).unwrap();
        let mut arguments: Vec<Value> = serde_json::from_str(&format!("[{arguments}]")).unwrap();
        if let [_, _, content, packed] = arguments.as_slice() {
            assert_eq!(packed, 1);
            let inflated = miniz_oxide::inflate::decompress_to_vec(&base64(content.as_str().unwrap())).unwrap();
            arguments.truncate(2);
            arguments.push(serde_json::from_slice(&inflated).unwrap());
        }
        arguments
    };
    file.lines().map(call).collect()
}

/// The bytes that a text in base 64 stands for.
fn base64(text: &str) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut group, mut bits) = (Vec::new(), 0_u32, 0);
    for digit in text.bytes().filter(|digit| *digit != b'=') {
        group = group << 6 | u32::try_from(DIGITS.iter().position(|known| *known == digit).unwrap()).unwrap();
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(group >> bits & 0xff).unwrap());
        }
    }
    bytes
}
