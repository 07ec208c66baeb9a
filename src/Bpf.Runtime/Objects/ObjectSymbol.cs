namespace Bpf.Runtime.Objects;

/// <summary>A symbol of an object file.</summary>
/// <param name="Name">Name; for section symbols the section's.</param>
/// <param name="Type">STT_*.</param>
/// <param name="Binding">STB_*.</param>
/// <param name="Visibility">STV_*.</param>
/// <param name="SectionIndex">Index of the section, or one of the special indices.</param>
/// <param name="Value">Offset in the section.</param>
/// <param name="Size">Size in bytes.</param>
internal readonly record struct ObjectSymbol(string Name, byte Type, byte Binding, byte Visibility, ushort SectionIndex, ulong Value, ulong Size)
{
    public const byte NoType = 0; // STT_NOTYPE
    public const byte Function = 2; // STT_FUNC
    public const byte Section = 3; // STT_SECTION
    public const byte Local = 0; // STB_LOCAL
    public const byte Weak = 2; // STB_WEAK
    public const ushort Undefined = 0; // SHN_UNDEF
    public const ushort FirstSpecial = 0xFF00; // SHN_LORESERVE

    /// <summary>True when the definition must come from elsewhere (kernel symbol or configuration value).</summary>
    public bool IsExtern => SectionIndex == Undefined && Type == NoType && Binding != Local && Name.Length != 0;

    public bool IsHidden => Visibility is 1 or 2; // STV_INTERNAL, STV_HIDDEN
}
