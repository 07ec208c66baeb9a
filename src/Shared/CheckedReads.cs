namespace Bpf.Shared;

/// <summary>
/// The fields of kernel types that the programs of an object read by <c>Core.Read</c>, with the size of the declared type, so that the loader can compare the
/// declaration with the kernel's. Other loaders skip the section.
/// </summary>
internal static class CheckedReads
{
    /// <summary>The section: texts <c>type.field</c> in UTF-8, each with a 0 behind it.</summary>
    public const string SectionName = ".bpf_checked_reads";
}
