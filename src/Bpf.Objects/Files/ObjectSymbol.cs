using System.Text;
using Bpf.Objects.Elf;

namespace Bpf.Objects.Files;

/// <summary>A symbol of an object file. Its name is decoded only when it is requested as a string.</summary>
internal readonly struct ObjectSymbol(ObjectElf elf, ElfSymbol symbol)
{
    /// <summary>Name; for a section symbol, the name of the section.</summary>
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

    /// <summary>True when the kernel or its configuration must define the symbol.</summary>
    public bool IsExtern => SectionIndex == ElfSymbol.UndefinedSection && Type == ElfSymbol.NoType && Binding != ElfSymbol.Local && !Utf8Name.IsEmpty;

    public bool IsHidden => symbol.Visibility is ElfSymbol.Internal or ElfSymbol.Hidden;

    /// <summary>Returns whether the symbol stands for something in the section rather than the section itself.</summary>
    public bool IsIn(ObjectSection section) => SectionIndex == section.Index && Type != ElfSymbol.SectionName;
}
