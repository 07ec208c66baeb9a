using Bpf.Runtime.Syscalls;

namespace Bpf.Compiler.Metadata;

/// <summary>Opens the files that a compilation reads.</summary>
internal static class AssemblyFile
{
    /// <summary>Opens a regular file.</summary>
    /// <exception cref="IOException">The file cannot be read; the message names it.</exception>
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

    /// <summary>Opens a regular file; returns null when there is no such file.</summary>
    public static FileStream? OpenIfPresent(string path) => File.Exists(path) ? Open(path) : null;
}
