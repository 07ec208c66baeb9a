using System.Collections.Concurrent;
using Bpf.Objects.Elf;
using Bpf.Runtime.Attach.Binaries;
using Bpf.Symbols.DebugFiles;
using Bpf.Symbols.Files;

namespace Bpf.Runtime.Attach.Symbols;

/// <summary>Cache of file symbols by file identity rather than path: a replaced file is read again.</summary>
internal static class SymbolCache
{
    private const int Capacity = 64;
    private static readonly ConcurrentDictionary<(FileIdentity File, string? Member), Lazy<BinarySymbols>> s_files = new();

    /// <summary>Returns the symbols of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="member">Name of the library within the file, if the file is an archive.</param>
    /// <exception cref="BpfException">It cannot be read, or is not a program or library for this machine.</exception>
    public static BinarySymbols Of(ProbedFile file, string? member)
    {
        (FileIdentity File, string? Member) identity = (file.Identity, member);
        if (s_files.Count >= Capacity)
        {
            s_files.Clear();
        }

        Lazy<BinarySymbols> symbols = s_files.GetOrAdd(identity,
            _ => new(() => new BinarySymbols(Open(file, member), new DebugFileSearch(file.Root, [file.PathInRoot, file.Root.RealPathOf(file.Handle)]))));
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
    private static ElfFile Open(ProbedFile probed, string? member)
    {
        FileBytes bytes = MappedFile.Open(probed.OpenPath);
        ElfFile file;
        if (member is null)
        {
            file = new ElfFile(bytes, probed.Path);
        }
        else
        {
            if (bytes.Length > int.MaxValue)
            {
                throw new BpfUnsupportedException("find binary", $"{probed.Path}!/{member}", "Archives of 2 GiB or more are not supported.");
            }

            (int offset, int length) = ZipArchiveReader.Find(bytes.Slice(0, (int)bytes.Length), probed.Path, member);
            file = new ElfFile(bytes.Part(offset, length), $"{probed.Path}!/{member}") { Origin = (ulong)offset };
        }

        file.RequireNativeByteOrder();
        return file;
    }
}
