using System.Text;
using Bpf.Runtime.Elf;

namespace Bpf.Runtime.Attach.Usdt;

/// <summary>Looks up variables, which arguments of points refer to.</summary>
internal static class SymbolAddress
{
    /// <summary>Virtual address of a symbol of any type; null when the file does not define it.</summary>
    public static ulong? Of(ElfFile file, string name)
    {
        byte[] wanted = Encoding.UTF8.GetBytes(name);
        foreach (uint type in (ReadOnlySpan<uint>)[ElfSection.SymbolTable, ElfSection.DynamicSymbols])
        {
            int index = file.FindSection(type);
            if (index < 0)
                continue;

            ReadOnlySpan<byte> strings = file.StringsOf(file.Sections[index]);
            foreach (ref readonly ElfSymbol symbol in file.SymbolsOf(file.Sections[index]))
            {
                if (symbol.IsDefined && ElfText.At(strings, symbol.Name).SequenceEqual(wanted))
                    return symbol.Value;
            }
        }

        return null;
    }
}
