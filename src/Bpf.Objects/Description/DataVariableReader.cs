using Bpf.Objects.Elf;
using Bpf.Objects.Files;

namespace Bpf.Objects.Description;

/// <summary>Reads the variables of a section of globals and gives each a unique name.</summary>
internal static class DataVariableReader
{
    public static List<DataVariable> Read(ObjectElf elf, ObjectSection section)
    {
        List<Symbol> symbols = Symbols(elf, section);
        Dictionary<string, int> count = [];
        Dictionary<(string, string), int> countOfFile = [];
        foreach (Symbol symbol in symbols)
        {
            count[symbol.Name] = count.GetValueOrDefault(symbol.Name) + 1;
            if (symbol.File is { } file)
            {
                countOfFile[(file, symbol.Name)] = countOfFile.GetValueOrDefault((file, symbol.Name)) + 1;
            }
        }

        return symbols.ConvertAll(symbol => new DataVariable(NameOf(symbol), symbol.Name, symbol.Offset, symbol.Size));

        string NameOf(Symbol symbol)
        {
            if (count[symbol.Name] == 1 || symbol.File is not { } file)
            {
                return symbol.Name;
            }

            return file.Length > 0 && countOfFile[(file, symbol.Name)] == 1 ? $"{file}:{symbol.Name}" : $"{symbol.Name}@0x{symbol.Offset:x}";
        }
    }

    // Local symbols follow the symbol of their source file, in linked objects too.
    private static List<Symbol> Symbols(ObjectElf elf, ObjectSection section)
    {
        List<Symbol> symbols = [];
        string file = "";
        foreach (ObjectSymbol symbol in elf.Symbols)
        {
            if (symbol.Type == ElfSymbol.FileName)
            {
                file = symbol.Name;
            }
            else if (symbol.IsIn(section) && !symbol.Utf8Name.IsEmpty)
            {
                symbols.Add(new Symbol(symbol.Name, symbol.Binding == ElfSymbol.Local ? file : null, symbol.Value, symbol.Size));
            }
        }

        return symbols;
    }

    /// <param name="Name">Name.</param>
    /// <param name="File">Source file of a static variable, empty when unknown; null for a global one.</param>
    /// <param name="Offset">Offset in the section.</param>
    /// <param name="Size">Size in bytes.</param>
    private readonly record struct Symbol(string Name, string? File, ulong Offset, ulong Size);
}
