using System.Text;
using Bpf.Objects.Elf;

namespace Bpf.Objects.Files;

/// <summary>A symbol of an object file. Its name stays in the file until somebody asks for it as a string.</summary>
internal readonly struct ObjectSymbol(ObjectElf elf, ElfSymbol symbol)
{
    /// <summary>Name; for section symbols the section's.</summary>
    public string Name => Encoding.UTF8.GetString(Utf8Name);

    /// <inheritdoc cref="Name"/>
    public ReadOnlySpan<byte> Utf8Name => elf.NameOf(symbol);

    /// <summary>STT_*</summary>
    public byte Type => symbol.Type;

    /// <summary>STB_*</summary>
    public byte Binding => symbol.Binding;

    /// <summary>Index of the section, or one of the special indices.</summary>
    public ushort SectionIndex => symbol.Section;

    /// <summary>Offset in the section.</summary>
    public ulong Value => symbol.Value;

    /// <summary>Size in bytes.</summary>
    public ulong Size => symbol.Size;

    /// <summary>True when the definition must come from elsewhere (kernel symbol or configuration value).</summary>
    public bool IsExtern => SectionIndex == ElfSymbol.UndefinedSection && Type == ElfSymbol.NoType && Binding != ElfSymbol.Local && !Utf8Name.IsEmpty;

    public bool IsHidden => symbol.Visibility is ElfSymbol.Internal or ElfSymbol.Hidden;

    /// <summary>True for a symbol that stands for something in the section, not for the section itself.</summary>
    public bool IsIn(ObjectSection section) => SectionIndex == section.Index && Type != ElfSymbol.SectionName;
}
