using Bpf.Objects.Btf;
using Bpf.Runtime.Syscalls;
using Microsoft.Win32.SafeHandles;

namespace Bpf.Runtime.Kernel;

/// <summary>BTF files of sysfs.</summary>
internal static unsafe class SysfsBtf
{
    /// <summary>The contents of a file for the rest of the process: mapped where the kernel allows it (BTF since 6.16), else read.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
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
