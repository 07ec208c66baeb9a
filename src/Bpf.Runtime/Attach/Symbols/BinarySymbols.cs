using System.Text;
using Bpf.Objects.Elf;
using Bpf.Objects.Symbols.Demangling;
using Bpf.Objects.Symbols.Go;
using Bpf.Objects.Symbols.Tables;
using Bpf.Symbols.DebugFiles;
using Bpf.Symbols.Tables;

namespace Bpf.Runtime.Attach.Symbols;

/// <summary>The functions of one program or library, and the rules for resolving a name to a file offset.</summary>
internal sealed class BinarySymbols
{
    private const int MostListed = 6;
    private static readonly byte[][] s_exceptions = ["__cxa_throw"u8.ToArray(), "__cxa_rethrow"u8.ToArray(), "__gxx_personality_v0"u8.ToArray(),
        "_Unwind_RaiseException"u8.ToArray()];
    private readonly ElfFile _file;
    private readonly FunctionTables _tables;
    private readonly Lazy<DemangledFunction[]> _demangled;
    private readonly Lazy<FunctionMap> _functions;
    private readonly Lazy<CodeMarks> _codeMarks;
    private readonly Lazy<bool> _hasExceptions;

    /// <summary>Indexes the symbol tables of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="search">Where to search for its debug file.</param>
    public BinarySymbols(ElfFile file, DebugFileSearch search)
    {
        _file = file;
        DebugSearch = search;
        _tables = new(file, search);
        _demangled = new(() => DemangledFunction.Of(AllTables));
        _functions = new(() => new FunctionMap(file, AllTables));
        _codeMarks = new(() => new CodeMarks(AllTables.OfType<SymbolTable>()));
        _hasExceptions = new(() => Array.Exists(_tables.Own, table => table.Mentions(s_exceptions)));
    }

    /// <summary>The file.</summary>
    public ElfFile File => _file;

    /// <summary>Where to search for its debug file.</summary>
    public DebugFileSearch DebugSearch { get; }

    /// <summary>Positions of the functions.</summary>
    public FunctionMap Functions => _functions.Value;

    /// <summary>Parts of the code that are data.</summary>
    public CodeMarks CodeMarks => _codeMarks.Value;

    /// <summary>
    /// True when the file throws C++ exceptions or Rust panics, or lets those of others pass. C code with cleanup handlers, such as those in libc for
    /// thread cancellation, does not count.
    /// </summary>
    public bool HasExceptions => _hasExceptions.Value;

    /// <summary>Path of the file.</summary>
    public string Path => _file.Path;

    /// <summary>Length of the file in bytes.</summary>
    public long FileLength => _file.Length;

    private IEnumerable<FunctionTable> AllTables => _tables.All;

    /// <summary>
    /// Returns the file offset of the one function that a name stands for: a symbol, optionally with <c>@VERSION</c>, or a demangled C++ or Rust
    /// name.
    /// </summary>
    /// <exception cref="SymbolException">There is no such function, or several different ones.</exception>
    public ulong Resolve(string request)
    {
        byte[] text = Encoding.UTF8.GetBytes(request);
        byte[] key = text[..VersionedName.BaseLength(text)];
        string? version = key.Length == text.Length ? null : Encoding.UTF8.GetString(text.AsSpan(key.Length).TrimStart((byte)'@'));
        List<SymbolCandidate> candidates = [];
        List<SymbolCandidate> seen = [];
        foreach (FunctionTable table in AllTables)
        {
            candidates.Clear();
            table.Find(key, candidates);
            seen.AddRange(candidates);
            List<SymbolCandidate> functions = candidates.FindAll(candidate => version is null || candidate.Version == version);
            if (Choose(request, version, functions) is { } offset)
            {
                return offset;
            }
        }

        return ResolveDemangled(request) ?? throw NotFound(request, version, key, seen);
    }

    /// <summary>
    /// Resolves a name or glob. An exact match in the file takes precedence, as a symbol or demangled, since names in some languages contain glob
    /// characters: <c>main.(*T).Method</c>, <c>ns::operator*</c>.
    /// </summary>
    /// <exception cref="SymbolException">No function matches, or a name matches several different ones.</exception>
    public FunctionMatch ResolveAll(string text)
    {
        if (!SymbolPattern.IsPattern(text))
        {
            return new([Resolve(text)], IsPattern: false);
        }

        byte[] glob = Encoding.UTF8.GetBytes(text);
        ReceiverPattern? receivers = ReceiverPattern.Of(glob);
        bool isName = false;
        List<ulong> offsets = [];
        List<ulong> methods = [];
        foreach (FunctionTable table in AllTables)
        {
            table.Visit((in FunctionSymbol function) =>
            {
                ReadOnlySpan<byte> name = function.Name;
                if (function.IsIndirect || !SymbolPattern.Matches(glob, name))
                {
                    return;
                }

                offsets.Add(function.Offset);
                isName |= name.SequenceEqual(glob);
                if (receivers?.Matches(name) == true)
                {
                    methods.Add(function.Offset);
                }
            });
        }

        if (isName || (DemangledName.IsMeantBy(text) && Array.Exists(_demangled.Value, function => function.IsNamed(text))))
        {
            return new([Resolve(text)], IsPattern: false);
        }

        if (methods.Count > 0)
        {
            offsets = methods;
        }

        if (offsets.Count == 0)
        {
            offsets.AddRange(_demangled.Value.Where(function => function.IsMeantBy(text)).Select(function => function.Offset));
        }

        return offsets.Count > 0
            ? new(Distinct(offsets), IsPattern: true)
            : throw new SymbolException(text, Path, Errno.ENOENT, $"The pattern matches no function in {TableNames()}.");
    }

    // Aliases and versions of one function share one place.
    private static ulong[] Distinct(List<ulong> offsets)
    {
        ulong[] result = [.. offsets];
        Array.Sort(result);
        int count = 1;
        for (int i = 1; i < result.Length; i++)
        {
            if (result[i] != result[count - 1])
            {
                result[count++] = result[i];
            }
        }

        return count == result.Length ? result : result[..count];
    }

    private ulong? ResolveDemangled(string request)
    {
        DemangledFunction[] functions = Array.FindAll(_demangled.Value, function => function.IsNamed(request));
        if (functions.Length == 0 && SymbolPattern.IsPattern(request))
        {
            functions = Array.FindAll(_demangled.Value, function => function.IsMeantBy(request));
        }

        ulong[] offsets = [.. functions.Select(function => function.Offset).Distinct()];
        IEnumerable<string> names = functions.Select(function => function.Name.Full).Distinct().Take(MostListed);
        return offsets.Length switch
        {
            0 => null,
            1 => offsets[0],
            _ => throw new SymbolException(request, Path, null,
                $"The name is ambiguous: {string.Join("; ", names)}. Include the parameters, or use a glob to select all of them."),
        };
    }

    /// <summary>Returns the names of the functions that begin at given offsets, one name per offset.</summary>
    public Dictionary<ulong, string> NamesAt(IReadOnlyCollection<ulong> offsets)
    {
        HashSet<ulong> wanted = [.. offsets];
        Dictionary<ulong, string> names = [];
        foreach (FunctionTable table in AllTables)
        {
            table.Visit((in FunctionSymbol function) =>
            {
                if (!function.IsIndirect && wanted.Contains(function.Offset) && !names.ContainsKey(function.Offset))
                {
                    names.Add(function.Offset, Encoding.UTF8.GetString(function.Name));
                }
            });
        }

        return names;
    }

    private static bool Prefer(List<SymbolCandidate> candidates, Predicate<SymbolCandidate> isPreferred)
    {
        if (!candidates.Exists(isPreferred))
        {
            return false;
        }

        candidates.RemoveAll(candidate => !isPreferred(candidate));
        return true;
    }

    private ulong? Choose(string request, string? version, List<SymbolCandidate> candidates)
    {
        if (candidates.Count == 0)
        {
            return null;
        }

        if (version is null)
        {
            Prefer(candidates, candidate => candidate.IsDefaultVersion);
        }

        // The default version may be an indirect function; an old version of the same name would never be called.
        if (candidates.TrueForAll(candidate => candidate.IsIndirect))
        {
            throw Indirect(request, candidates);
        }

        candidates.RemoveAll(candidate => candidate.IsIndirect);
        Prefer(candidates, candidate => !candidate.IsWeak);
        ulong offset = candidates[0].Offset;
        if (candidates.Exists(candidate => candidate.Offset != offset))
        {
            string remedy = candidates.Find(candidate => candidate.Version is not null) is { Version: { } named }
                ? $"Name the version, as in '{candidates[0].Name}@{named}', or give" : "Give";
            throw new SymbolException(request, Path, null,
                $"The name is ambiguous: {string.Join(", ", candidates.Take(MostListed))}. "
                + $"{remedy} the offset in the file ('+0x{offset:x}'), or use a glob to select all of them.");
        }

        return offset;
    }

    private SymbolException Indirect(string request, List<SymbolCandidate> candidates)
    {
        SymbolCandidate[] functions = [.. AllTables.SelectMany(static table => table.Functions())];
        HashSet<string> exported =
            [.. AllTables.Where(static table => table.IsDynamic).SelectMany(static table => table.Functions()).Select(static function => function.Name)];
        string[] implementations = [.. IndirectFunction.ImplementationsOf(candidates[0].Name, functions, exported).Take(MostListed)];
        string advice = implementations.Length == 0
            ? "No symbol in this file identifies its implementations; install the file's debug symbols, or probe one by its offset."
            : $"Probe an implementation: {string.Join(", ", implementations)}.";
        return new SymbolException(request, Path, null,
            "It is an indirect function (STT_GNU_IFUNC): the dynamic linker selects one of several implementations at startup, "
                + $"and the symbol itself is only the selector. {advice}");
    }

    private SymbolException NotFound(string request, string? version, byte[] key, List<SymbolCandidate> seen)
    {
        if (version is not null && seen.Count > 0)
        {
            return new SymbolException(request, Path, Errno.ENOENT,
                $"The function has no version '{version}'; it has {string.Join(", ", seen.Select(candidate => candidate.Version ?? "none").Distinct())}.");
        }

        foreach (FunctionTable table in AllTables)
        {
            if (table.Imports(key))
            {
                return new SymbolException(request, Path, Errno.ENOENT,
                    "This file only imports the function; probe the library that defines it.");
            }
        }

        // Go 1.18 to 1.20 give all instances of a generic function the same name.
        string shared = GoNames.WithoutTypeArguments(request);
        if (shared != request && _tables.Debug.OfType<GoFunctionTable>().Any(table => table.Has(shared)))
        {
            return new SymbolException(request, Path, Errno.ENOENT,
                $"The file is stripped, and its remaining names have no type arguments; '{shared}' stands for every instance.");
        }

        IEnumerable<string> known = AllTables.SelectMany(static table => table.Functions()).Select(static candidate => candidate.Name);
        if (DemangledName.IsMeantBy(request))
        {
            known = _demangled.Value.Select(static function => function.Name.Name).Concat(known);
        }

        string[] near = NearNames.Of(Encoding.UTF8.GetString(key), known);
        string suggestion = near.Length > 0 ? $" Similar names: {string.Join(", ", near)}."
            : char.IsAsciiDigit(request[0]) ? " To give a file offset, write '+' before it."
            : "";
        return new SymbolException(request, Path, Errno.ENOENT, $"There is no such function in {TableNames()}.{suggestion}");
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
