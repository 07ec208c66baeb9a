using System.Buffers.Binary;
using Bpf.Objects.Btf;
using Bpf.Objects.Files;
using Bpf.Runtime.Syscalls;

using Microsoft.Win32.SafeHandles;

namespace Bpf.Runtime.Kernel;

/// <summary>Reads BTF from a file that is either raw BTF or an ELF file for any machine.</summary>
internal static class BtfFile
{
    /// <exception cref="BpfObjectFormatException">The file has no BTF.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The process is not allowed to read the file.</exception>
    public static BtfMemory Read(string path)
    {
        using SafeFileHandle? file = InputFile.OpenUnlessPipe(path);
        return file is not null && BeginsWithMagic(file) ? BtfMemory.Read(file, path) : BtfMemory.Copy(BtfBytes.Find(InputFile.ReadAllBytes(path), path));
    }

    private static bool BeginsWithMagic(SafeFileHandle file)
    {
        Span<byte> magic = stackalloc byte[sizeof(ushort)];
        return RandomAccess.Read(file, magic, 0) == magic.Length && BinaryPrimitives.ReadUInt16LittleEndian(magic) == BtfLayout.Magic;
    }
}
