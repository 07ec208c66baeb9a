namespace Bpf.Shared;

/// <summary>
/// The sections of global variables, and the one rule that says which static field goes where: a <c>readonly</c> field is read-only data,
/// a field whose initial bytes are all zero (no initialiser, <c>default</c>, a zero constant) is zero data, any other is initialised data.
/// The compiler decides from the bytes, the generator from the initialiser.
/// </summary>
internal static class GlobalSections
{
    /// <summary>Constants the host may set before load.</summary>
    public const string ReadOnly = ".rodata";

    /// <summary>Variables with an initial value.</summary>
    public const string Data = ".data";

    /// <summary>Variables that start as zero.</summary>
    public const string Bss = ".bss";

    /// <summary>The section of a static field.</summary>
    /// <param name="isReadOnly">The field is <c>readonly</c>.</param>
    /// <param name="isZero">Its initial bytes are all zero.</param>
    /// <returns>The ELF section name.</returns>
    public static string For(bool isReadOnly, bool isZero) => isReadOnly ? ReadOnly : isZero ? Bss : Data;
}
