namespace Bpf.Shared;

/// <summary>
/// The fields of kernel types that the programs of an object read with <c>Core.Read</c>, with the size of the declared type, so that the loader can compare the
/// declaration with the kernel's. Other loaders skip this section.
/// </summary>
internal static class CheckedReads
{
    /// <summary>Name of the section, which contains zero-terminated UTF-8 strings of the form <c>type.field</c>.</summary>
    public const string SectionName = ".bpf_checked_reads";
}
