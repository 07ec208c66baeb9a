using Bpf.Runtime.Syscalls;

namespace Bpf.Compiler.Metadata;

/// <summary>Opens the files that a compilation reads.</summary>
internal static class AssemblyFile
{
    /// <summary>A stream of a regular file.</summary>
    /// <exception cref="IOException">It cannot be read; the message names it.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(InputFile.Open(path), FileAccess.Read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"Cannot read '{path}': {exception.Message}", exception);
        }
    }

    /// <summary>The same, or null when there is no such file.</summary>
    public static FileStream? OpenIfPresent(string path) => File.Exists(path) ? Open(path) : null;
}
