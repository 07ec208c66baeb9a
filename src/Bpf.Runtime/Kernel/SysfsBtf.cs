using Bpf.Objects.Btf;
using Bpf.Runtime.Syscalls;
using Microsoft.Win32.SafeHandles;

namespace Bpf.Runtime.Kernel;

/// <summary>Reads BTF files in sysfs.</summary>
internal static unsafe class SysfsBtf
{
    /// <summary>Loads a file's contents for the rest of the process: mapped if the kernel supports it (BTF since 6.16), otherwise read.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The process is not allowed to read the file.</exception>
    public static BtfMemory Read(string path)
    {
        using SafeFileHandle file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        long length = RandomAccess.GetLength(file);
        if (length is > 0 and <= int.MaxValue)
        {
            void* address = LibC.Mmap(null, (nuint)length, Mapping.Read, Mapping.Private, (int)file.DangerousGetHandle(), 0);
            if (address != Mapping.Failed)
            {
                return BtfMemory.Of((byte*)address, (int)length);
            }
        }

        return BtfMemory.Read(file, path);
    }
}
