using System.Text;
using Bpf.Runtime.Attach.Demangling;
using Bpf.Runtime.Elf;

namespace Bpf.Runtime.Attach;

/// <summary>The functions of one program or library, and the rules by which a name becomes a file offset.</summary>
internal sealed class BinarySymbols
{
    private const int MostListed = 6;
    private readonly ElfFile _file;
    private readonly SymbolTable[] _tables;
    private readonly Lazy<SymbolTable[]> _debugTables;
    private readonly Lazy<DemangledFunction[]> _demangled;

    /// <summary>Indexes the symbol tables of a file.</summary>
    public BinarySymbols(ElfFile file)
    {
        _file = file;
        // The order of the tables is the rule: what the dynamic linker sees wins over what debuggers see.
        _tables = [.. new[] { SymbolTable.Read(file, ElfSection.DynamicSymbols), SymbolTable.Read(file, ElfSection.SymbolTable) }.OfType<SymbolTable>()];
        bool isStripped = !Array.Exists(_tables, table => !table.IsDynamic);
        _debugTables = new(() => isStripped ? DebugSymbols.Read(file) : []);
        _demangled = new(() => DemangledFunction.Of(AllTables));
    }

    /// <summary>The file.</summary>
    public ElfFile File => _file;

    /// <summary>Path of the file.</summary>
    public string Path => _file.Path;

    /// <summary>Length of the file in bytes.</summary>
    public long FileLength => _file.Length;

    // The debug symbols are looked for only when somebody gets to them.
    private IEnumerable<SymbolTable> AllTables
    {
        get
        {
            foreach (SymbolTable table in _tables)
                yield return table;

            foreach (SymbolTable table in _debugTables.Value)
                yield return table;
        }
    }

    /// <summary>File offset of the one function that a name means: a symbol, perhaps with <c>@VERSION</c>, or a demangled C++ or Rust name.</summary>
    /// <exception cref="SymbolException">None, or several that differ.</exception>
    public ulong Resolve(string request)
    {
        int at = request.IndexOf('@');
        string name = at <= 0 ? request : request[..at];
        string? version = at <= 0 ? null : request[at..].TrimStart('@');
        byte[] key = Encoding.UTF8.GetBytes(name);
        List<SymbolCandidate> candidates = [];
        List<SymbolCandidate> seen = [];
        foreach (SymbolTable table in AllTables)
        {
            candidates.Clear();
            table.Find(key, candidates);
            seen.AddRange(candidates);
            List<SymbolCandidate> functions = candidates.FindAll(candidate => version is null || candidate.Version == version);
            if (Choose(request, version, functions) is { } offset)
                return offset;
        }

        return ResolveDemangled(request) ?? throw NotFound(request, name, version, key, seen);
    }

    private ulong? ResolveDemangled(string request)
    {
        DemangledFunction[] functions = Array.FindAll(_demangled.Value, function => function.IsMeantBy(request));
        ulong[] offsets = [.. functions.Select(function => function.Offset).Distinct()];
        return offsets.Length switch
        {
            0 => null,
            1 => offsets[0],
            _ => throw new SymbolException(request, Path, null,
                $"The name is ambiguous: {string.Join("; ", functions.Select(function => function.Name.Full).Distinct().Take(MostListed))}. Write the parameters too, or a glob to mean them all."),
        };
    }

    /// <summary>File offsets of all functions whose name matches a glob, ascending, each once.</summary>
    /// <exception cref="SymbolException">No function matches.</exception>
    public ulong[] ResolvePattern(string pattern)
    {
        byte[] glob = Encoding.UTF8.GetBytes(pattern);
        List<ulong> offsets = [];
        foreach (SymbolTable table in DemangledName.IsMeantBy(pattern) ? [] : AllTables)
        {
            table.Visit((name, offset) =>
            {
                if (SymbolPattern.Matches(glob, name))
                    offsets.Add(offset);
            });
        }

        if (offsets.Count == 0)
            offsets.AddRange(_demangled.Value.Where(function => function.IsMeantBy(pattern)).Select(function => function.Offset));
        if (offsets.Count == 0)
            throw new SymbolException(pattern, Path, Errno.ENOENT, $"The pattern matches no function in {TableNames()}.");

        // Aliases and versions of one function are one place.
        ulong[] result = [.. offsets];
        Array.Sort(result);
        int count = 1;
        for (int i = 1; i < result.Length; i++)
        {
            if (result[i] != result[count - 1])
                result[count++] = result[i];
        }

        return count == result.Length ? result : result[..count];
    }

    /// <summary>Names of the functions that begin at given offsets; of several names for one place, one.</summary>
    public Dictionary<ulong, string> NamesAt(IReadOnlyCollection<ulong> offsets)
    {
        HashSet<ulong> wanted = [.. offsets];
        Dictionary<ulong, string> names = [];
        foreach (SymbolTable table in AllTables)
        {
            table.Visit((name, offset) =>
            {
                if (wanted.Contains(offset) && !names.ContainsKey(offset))
                    names.Add(offset, Encoding.UTF8.GetString(name));
            });
        }

        return names;
    }

    private static bool Prefer(List<SymbolCandidate> candidates, Predicate<SymbolCandidate> isPreferred)
    {
        if (!candidates.Exists(isPreferred))
            return false;

        candidates.RemoveAll(candidate => !isPreferred(candidate));
        return true;
    }

    private ulong? Choose(string request, string? version, List<SymbolCandidate> candidates)
    {
        if (candidates.Count == 0)
            return null;

        if (version is null)
            Prefer(candidates, candidate => candidate.IsDefaultVersion);

        // The default version may be an indirect function; an old version of the same name would never be called.
        if (candidates.TrueForAll(candidate => candidate.IsIndirect))
            throw Indirect(request, candidates);

        candidates.RemoveAll(candidate => candidate.IsIndirect);
        Prefer(candidates, candidate => !candidate.IsWeak);
        ulong offset = candidates[0].Offset;
        if (candidates.Exists(candidate => candidate.Offset != offset))
        {
            throw new SymbolException(request, Path, null,
                $"The name is ambiguous: {string.Join(", ", candidates)}. Name the version, as in '{candidates[0].Name}@{candidates[0].Version ?? "VERSION"}', or give an offset.");
        }

        return offset;
    }

    private SymbolException Indirect(string request, List<SymbolCandidate> candidates)
    {
        string name = candidates[0].Name;
        string[] implementations = [.. Similar(candidate => candidate.Contains(name, StringComparison.Ordinal) && candidate != name).Take(6)];
        string advice = implementations.Length == 0
            ? "Its implementations have no symbols in this file; probe one by its offset, or install the file's debug symbols."
            : $"Probe an implementation: {string.Join(", ", implementations)}.";
        return new SymbolException(request, Path, null,
            $"It is an indirect function (STT_GNU_IFUNC): the loader picks one of several implementations at start, and the symbol itself is only the picker. {advice}");
    }

    private SymbolException NotFound(string request, string name, string? version, byte[] key, List<SymbolCandidate> seen)
    {
        if (version is not null && seen.Count > 0)
        {
            return new SymbolException(request, Path, Errno.ENOENT,
                $"The function has no version '{version}'; it has {string.Join(", ", seen.Select(candidate => candidate.Version ?? "none").Distinct())}.");
        }

        foreach (SymbolTable table in AllTables)
        {
            if (table.Imports(key))
            {
                return new SymbolException(request, Path, Errno.ENOENT,
                    "This file only imports the function; probe the library that defines it.");
            }
        }

        IEnumerable<string> known = DemangledName.IsMeantBy(request) ? _demangled.Value.Select(function => function.Name.Name) : Similar(static _ => true);
        string[] near = NearNames.Of(name, known);
        string suggestion = near.Length == 0 ? "" : $" Similar names: {string.Join(", ", near)}.";
        return new SymbolException(request, Path, Errno.ENOENT, $"There is no such function in {TableNames()}.{suggestion}");
    }

    private IEnumerable<string> Similar(Predicate<string> isWanted)
    {
        foreach (SymbolTable table in AllTables)
        {
            foreach (SymbolCandidate candidate in table.Functions())
            {
                if (isWanted(candidate.Name))
                    yield return candidate.Name;
            }
        }
    }

    private string TableNames()
    {
        string[] names = [.. AllTables.Select(table => table.SectionName)];
        return names.Length switch
        {
            0 => "this file, which has no symbol tables (it is stripped)",
            1 when names[0] == ".dynsym" => ".dynsym (there is no .symtab: local functions were stripped)",
            _ => string.Join(" or ", names),
        };
    }
}
