//! The same file, or the same picture, sent twice.

use std::collections::BTreeMap;

use super::FileUpload;
use super::rules::FileRules;
use crate::finding::{Code, Param, Remark};

/// For each upload what is to be said of it and the others, in their order.
pub(crate) fn twins(uploads: &[FileUpload], rules: &FileRules) -> Vec<Vec<Remark>> {
    let mut by_digest: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, upload) in uploads.iter().enumerate() {
        if let Some(digest) = &upload.file.digest {
            by_digest.entry(digest).or_default().push(at);
        }
    }
    let looks: Vec<Option<[u64; 4]>> =
        uploads.iter().map(|upload| upload.file.jpeg.as_ref()?.look.as_deref().and_then(words)).collect();
    let alike = &rules.photo.look_alike_bits;
    let mut all = Vec::with_capacity(uploads.len());
    for (at, (upload, look)) in uploads.iter().zip(&looks).enumerate() {
        let others = |list: &[usize]| list.iter().copied().filter(|other| *other != at).collect::<Vec<_>>();
        let same = upload.file.digest.as_ref().and_then(|digest| by_digest.get(digest)).map(|list| others(list));
        let same = same.unwrap_or_default();
        let similar: Vec<usize> = looks
            .iter()
            .enumerate()
            .filter(|(other, theirs)| {
                *other != at && !same.contains(other) && near(look.as_ref(), theirs.as_ref(), alike.value)
            })
            .map(|(other, _)| other)
            .collect();
        let mut remarks = Vec::new();
        if !same.is_empty() {
            remarks.push(named(Remark::new(Code::FileTwice, "digest"), &same, uploads));
        }
        if !similar.is_empty() {
            let mut remark = Remark::new(Code::FileLookAlike, "jpeg.look");
            remark.citations.push(alike.citation.clone());
            remarks.push(named(remark, &similar, uploads));
        }
        all.push(remarks);
    }
    all
}

/// With the materials the others were sent for, each once, and with their places in the list.
fn named(remark: Remark, others: &[usize], uploads: &[FileUpload]) -> Remark {
    /// More are counted by nobody.
    const SHOWN: usize = 20;
    let mut materials: Vec<&str> =
        others.iter().filter_map(|other| uploads.get(*other)).map(|upload| upload.material.as_str()).collect();
    materials.sort_unstable();
    materials.dedup();
    let materials: Vec<Param> = materials.into_iter().take(SHOWN).map(Param::from).collect();
    let places: Vec<Param> =
        others.iter().take(SHOWN).map(|other| i64::try_from(other + 1).unwrap_or(i64::MAX).into()).collect();
    remark.with("materials", materials).with("places", places)
}

/// The 256 bits of a look.
fn words(look: &str) -> Option<[u64; 4]> {
    let mut words = [0; 4];
    if look.len() != 64 || !look.is_ascii() {
        return None;
    }
    for (at, word) in words.iter_mut().enumerate() {
        *word = u64::from_str_radix(look.get(at * 16..(at + 1) * 16)?, 16).ok()?;
    }
    Some(words)
}

fn near(one: Option<&[u64; 4]>, other: Option<&[u64; 4]>, most: u32) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return false };
    let differ: u32 = one.iter().zip(other).map(|(one, other)| (one ^ other).count_ones()).sum();
    differ <= most
}
