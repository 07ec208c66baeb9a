using System.Collections.Concurrent;
using Bpf.Runtime.Elf;

namespace Bpf.Runtime.Attach;

/// <summary>Symbols of files already read, by what a path stands for now: a replaced file is read anew.</summary>
internal static class SymbolCache
{
    private const int Capacity = 64;
    private static readonly ConcurrentDictionary<FileIdentity, Lazy<BinarySymbols>> s_files = new();

    /// <summary>Symbols of the file at a path.</summary>
    /// <exception cref="BpfException">It cannot be read, or is no program or library of this machine.</exception>
    public static BinarySymbols Of(string path)
    {
        FileIdentity identity = FileIdentity.Of(path);
        if (s_files.Count >= Capacity)
            s_files.Clear();

        Lazy<BinarySymbols> symbols = s_files.GetOrAdd(identity, _ => new(() => new BinarySymbols(new ElfFile(MappedFile.Open(path).Memory, path))));
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
}
