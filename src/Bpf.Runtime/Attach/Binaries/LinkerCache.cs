using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Bpf.Objects.Elf;
using Bpf.Symbols.Files;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Attach.Binaries;

/// <summary>
/// Reads <c>/etc/ld.so.cache</c> in the format glibc has written since 2.2 (<c>glibc-ld.so.cache1.1</c>). A missing or unknown file counts as an
/// empty cache: the library directories are searched next.
/// </summary>
internal static class LinkerCache
{
    /// <summary>Path of the cache.</summary>
    public const string Path = "/etc/ld.so.cache";

    private const int HeaderSize = 48;
    private const int EntrySize = 24;

    // Low byte 3: ELF for glibc 6; the next byte the architecture (sysdeps/generic/ldconfig.h).
    private static int WantedFlags => HostArchitecture.Current switch
    {
        Architecture.Arm64 => 0x0A03, // FLAG_AARCH64_LIB64
        Architecture.X64 => 0x0303, // FLAG_X8664_LIB64
        _ => 0x0003,
    };

    /// <summary>Returns the paths of a library; a name that ends in <c>.so</c> also finds the numbered file.</summary>
    public static IEnumerable<string> Find(string name, FileRoot root)
    {
        List<string> paths = [];
        ReadOnlySpan<byte> cache = root.TryRead(Path);
        int start = cache.IndexOf("glibc-ld.so.cache1.1"u8);
        if (start < 0 || cache.Length - start < HeaderSize)
        {
            return paths;
        }

        cache = cache[start..];
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(cache[20..]);
        if ((ulong)HeaderSize + ((ulong)count * EntrySize) > (ulong)cache.Length)
        {
            return paths;
        }

        byte[] wanted = Encoding.UTF8.GetBytes(name);
        bool isUnnumbered = name.EndsWith(".so", StringComparison.Ordinal);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = cache[(HeaderSize + (i * EntrySize))..];
            if (BinaryPrimitives.ReadInt32LittleEndian(entry) != WantedFlags)
            {
                continue;
            }

            ReadOnlySpan<byte> key = ElfText.At(cache, BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]));
            bool isMatch = key.SequenceEqual(wanted)
                || (isUnnumbered && key.StartsWith(wanted) && key.Length > wanted.Length && key[wanted.Length] == (byte)'.');
            if (isMatch)
            {
                paths.Add(Encoding.UTF8.GetString(ElfText.At(cache, BinaryPrimitives.ReadUInt32LittleEndian(entry[8..]))));
            }
        }

        return paths;
    }
}
