using Microsoft.Win32.SafeHandles;

namespace Bpf.Runtime.Objects;

/// <summary>Reads object files.</summary>
internal static class ObjectBytes
{
    /// <summary>The contents of a file.</summary>
    /// <exception cref="BpfException">It cannot be read.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            using SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            long length = RandomAccess.GetLength(handle);
            if (length is <= 0 or > int.MaxValue)
                return File.ReadAllBytes(path); // no regular file, or too large

            byte[] bytes = GC.AllocateUninitializedArray<byte>((int)length);
            int read = 0;
            while (read < bytes.Length && RandomAccess.Read(handle, bytes.AsSpan(read), read) is var count and > 0)
                read += count;

            return read == bytes.Length ? bytes : bytes[..read];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new BpfException("open object file", path, null, Directory.Exists(path) ? "It is a directory." : exception.Message, exception);
        }
    }
}
