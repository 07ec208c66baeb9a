using System.Collections.Concurrent;
using Bpf.Runtime.Elf;

namespace Bpf.Runtime.Attach;

/// <summary>Symbols of files already read, by what a path stands for now: a replaced file is read anew.</summary>
internal static class SymbolCache
{
    private const int Capacity = 64;
    private static readonly ConcurrentDictionary<(FileIdentity File, string? Member), Lazy<BinarySymbols>> s_files = new();

    /// <summary>Symbols of the file at a path.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="BpfException">It cannot be read, or is no program or library of this machine.</exception>
    public static BinarySymbols Of(string path) => Of(path, path, null);

    /// <summary>Symbols of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="member">Name of the library within the file, when that is an archive.</param>
    /// <exception cref="BpfException">It cannot be read, or is no program or library of this machine.</exception>
    public static BinarySymbols Of(ProbedFile file, string? member) => Of(file.OpenPath, file.Path, member);

    private static BinarySymbols Of(string path, string name, string? member)
    {
        (FileIdentity File, string? Member) identity = (FileIdentity.Of(path), member);
        if (s_files.Count >= Capacity)
            s_files.Clear();

        Lazy<BinarySymbols> symbols = s_files.GetOrAdd(identity, _ => new(() => new BinarySymbols(Open(path, name, member))));
        try
        {
            return symbols.Value;
        }
        catch (BpfException)
        {
            s_files.TryRemove(identity, out _);
            throw;
        }
    }

    /// <summary>Opens a file, or a member of an archive.</summary>
    private static ElfFile Open(string path, string name, string? member)
    {
        ReadOnlyMemory<byte> bytes = MappedFile.Open(path).Memory;
        ElfFile file;
        if (member is null)
        {
            file = new ElfFile(bytes, name);
        }
        else
        {
            (int offset, int length) = ZipArchiveReader.Find(bytes.Span, name, member);
            file = new ElfFile(bytes.Slice(offset, length), $"{name}!/{member}") { Origin = (ulong)offset };
        }

        file.RequireNativeByteOrder();
        return file;
    }
}
