using System.Text;
using Bpf.Objects.Elf;
using Bpf.Symbols.DebugFiles;

namespace Bpf.Runtime.Attach.Usdt;

/// <summary>
/// Finds the variables that arguments refer to. Assembly keeps the names of static variables, and several source files of a program may each use a
/// name: then the variable meant is that of the source file whose function contains the probe.
/// </summary>
internal sealed class UsdtVariables(ElfFile file, DebugFileSearch search)
{
    private const int MostFiles = 4;
    private readonly Lazy<ElfFile> _symbols =
        new(() => file.FindSection(ElfSection.SymbolTable) >= 0 ? file : DebugSymbols.Files(file, search).FirstOrDefault() ?? file);

    /// <summary>Looks up a variable.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="point">Virtual address of the probe.</param>
    public UsdtVariable Find(string name, ulong point)
    {
        List<Candidate> candidates = [];
        int? unit = Read(_symbols.Value, ElfSection.SymbolTable, name, point, candidates);
        if (candidates.Count == 0)
        {
            Read(file, ElfSection.DynamicSymbols, name, point, candidates);
        }

        if (candidates.Count == 0)
        {
            return new(null, "is not a variable in the file");
        }

        if (Distinct(candidates) is { } only)
        {
            return new((long)(only - point), null);
        }

        // A static variable hides a global one with the same name.
        List<Candidate> own = unit is null ? [] : candidates.FindAll(candidate => candidate.Unit == unit);
        if (own.Count == 0 && unit is not null)
        {
            own = candidates.FindAll(candidate => candidate.Unit is null);
        }

        return Distinct(own) is { } meant ? new((long)(meant - point), null) : new(null, Ambiguity(candidates));
    }

    // Collects the variables with the name; returns the source file whose local function contains the probe, as the index of its file symbol.
    private static int? Read(ElfFile file, uint table, string name, ulong point, List<Candidate> candidates)
    {
        int index = file.FindSection(table);
        if (index < 0)
        {
            return null;
        }

        byte[] wanted = Encoding.UTF8.GetBytes(name);
        ReadOnlySpan<byte> strings = file.StringsOf(file.Sections[index]);
        int units = 0;
        string unitName = "";
        int? unitOfPoint = null;
        foreach (ref readonly ElfSymbol symbol in file.SymbolsOf(file.Sections[index]))
        {
            if (symbol.Type == ElfSymbol.FileName)
            {
                units++;
                unitName = Encoding.UTF8.GetString(ElfText.At(strings, symbol.Name));
                continue;
            }

            bool isLocal = symbol.Binding == ElfSymbol.Local;
            if (isLocal && symbol.Type == ElfSymbol.Function && point >= symbol.Value && point - symbol.Value < symbol.Size)
            {
                unitOfPoint = units;
            }

            if (symbol.IsDefined && symbol.Type is not (ElfSymbol.Function or ElfSymbol.SectionName) && ElfText.At(strings, symbol.Name).SequenceEqual(wanted))
            {
                candidates.Add(new Candidate(symbol.Value, isLocal ? units : null, isLocal ? unitName : "global"));
            }
        }

        return unitOfPoint;
    }

    private static ulong? Distinct(List<Candidate> candidates)
        => candidates.Count != 0 && candidates.TrueForAll(candidate => candidate.Address == candidates[0].Address) ? candidates[0].Address : null;

    private static string Ambiguity(List<Candidate> candidates)
    {
        string places = string.Join(", ", candidates.Select(candidate => candidate.UnitName).Take(MostFiles));
        string more = candidates.Count > MostFiles ? ", …" : "";
        return $"is the name of {candidates.Count} variables ({places}{more}), and the file's symbols do not show which is meant";
    }

    /// <param name="Address">Virtual address.</param>
    /// <param name="Unit">Index of the source file of a static variable; null for a global one.</param>
    /// <param name="UnitName">Name of that file.</param>
    private readonly record struct Candidate(ulong Address, int? Unit, string UnitName);
}
