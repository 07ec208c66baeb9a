using Bpf.Objects.Elf;
using Bpf.Objects.Symbols.Tables;
using Bpf.Runtime;
using Bpf.Symbols.DebugFiles;
using Bpf.Symbols.Files;
using Bpf.Symbols.Images;

namespace Bpf.Symbols;

/// <summary>
/// The functions of a program or library, by their place in the file. They come from its symbol tables, from its debug file if it is stripped, from the
/// function table of Go, and from the procedure linkage table. It keeps no file open and is safe for use by several threads.
/// </summary>
public sealed class ImageSymbols
{
    private readonly FunctionIndex _functions;
    private readonly ReadableNames _names;
    private readonly CodeSymbol?[] _symbols;

    private ImageSymbols(FunctionIndex functions, ReadableNames names, string path, string? buildId)
    {
        _functions = functions;
        _names = names;
        _symbols = new CodeSymbol?[functions.Count];
        Path = path;
        FileName = System.IO.Path.GetFileName(path);
        BuildId = buildId;
    }

    /// <summary>The path under which the file was opened.</summary>
    public string Path { get; }

    /// <summary>The file name in <see cref="Path"/>.</summary>
    public string FileName { get; }

    /// <summary>The build id in hexadecimal digits; <see langword="null"/> if the file has none.</summary>
    public string? BuildId { get; }

    /// <summary>The number of functions with a name; those of several names count once.</summary>
    public int Count => _functions.Count;

    /// <summary>Reads the functions of a program or library.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="BpfException">The file cannot be read.</exception>
    /// <exception cref="BpfObjectFormatException">It is not an ELF file, or it is damaged.</exception>
    public static ImageSymbols Open(string path)
    {
        using MappedFile bytes = MappedFile.Open(path);
        (FileRoot root, string inner) = FileRoot.Split(System.IO.Path.GetFullPath(path));
        return Read(new ElfFile(bytes, path), new DebugFileSearch(root, inner), path);
    }

    /// <summary>Returns the function at a place in the file, with <see cref="CodeSymbol.Start"/> as an offset in the file.</summary>
    /// <param name="offset">The offset in bytes.</param>
    /// <returns><see langword="null"/> if no function with a name is there.</returns>
    public CodeSymbol? Find(ulong offset)
    {
        int index = _functions.Find(offset);
        return index < 0 ? null : _symbols[index] ??= Describe(_functions[index], 0);
    }

    /// <summary>Reads the functions of an opened file.</summary>
    internal static ImageSymbols Read(ElfFile file, DebugFileSearch search, string path)
        => new(FunctionCollector.Collect(file, search), ReadableNames.Of(file), path, DebugSymbols.BuildId(file));

    /// <summary>Returns the function at a place in the file, as it is in a process that has mapped the file.</summary>
    /// <param name="offset">The offset in bytes.</param>
    /// <param name="origin">The address at which the process has mapped offset 0, even if it has not mapped that part.</param>
    internal CodeSymbol? Find(ulong offset, ulong origin)
    {
        int index = _functions.Find(offset);
        return index < 0 ? null : Describe(_functions[index], origin);
    }

    /// <summary>Returns where the function at a place in the file starts; <see langword="null"/> if there is none.</summary>
    internal ulong? StartOf(ulong offset)
    {
        int index = _functions.Find(offset);
        return index < 0 ? null : _functions.StartOf(index);
    }

    private CodeSymbol Describe(in ImageFunction function, ulong origin) => new()
    {
        Kind = CodeKind.Native,
        Name = _names.NameOf(function),
        RawName = ReadableNames.SymbolOf(function),
        Module = FileName,
        Start = origin + function.Offset,
        Size = function.Size,
        Source = function.Source,
    };
}
