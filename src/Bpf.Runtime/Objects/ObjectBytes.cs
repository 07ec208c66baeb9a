using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Objects;

/// <summary>Reads object files.</summary>
internal static class ObjectBytes
{
    /// <summary>Reads a regular file, or a pipe up to its end.</summary>
    /// <exception cref="BpfException">It cannot be read.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            return InputFile.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BpfException("open object file", path, null, exception.Message, exception);
        }
    }
}
