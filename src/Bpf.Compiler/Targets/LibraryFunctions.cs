using Bpf.ReferenceKernels;
using Bpf.Runtime.Attach.Binaries;
using Bpf.Runtime.Syscalls;
using Bpf.Shared;
using ELFSharp.ELF;
using ELFSharp.ELF.Sections;

namespace Bpf.Compiler.Targets;

/// <summary>
/// Compares the functions that uprobes name with the libraries of the machine that builds. The program may run elsewhere, with another library, so only a name
/// that the library lacks although it has a very similar one counts as misspelled.
/// </summary>
internal static class LibraryFunctions
{
    private const int Shortest = 4;
    private const int MostEdits = 2;
    private const int LettersPerEdit = 4;
    private const long LargestFile = 64 << 20;

    /// <summary>Returns the file and what may be meant when a function seems to be misspelled; otherwise null.</summary>
    /// <param name="target">Target of a uprobe.</param>
    /// <param name="isReturnProbe">Whether the probe is at the function's return.</param>
    public static (string File, IReadOnlyList<string> Near)? Misspelled(string target, bool isReturnProbe)
    {
        if (!AttachTargetSyntax.TryParse(target, isReturnProbe, out AttachTargetSyntax syntax, out _) || syntax.Function is not { Length: >= Shortest } function
            || !function.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'))
        {
            return null;
        }

        byte[] name = [.. function.Select(static letter => (byte)letter), 0];
        string? first = null;
        IReadOnlyList<string> near = [];
        foreach (string path in FilesOf(syntax.Binary))
        {
            if (ContentsOf(path) is not { } contents)
            {
                continue;
            }

            if (contents.AsSpan().IndexOf(name) >= 0)
            {
                return null; // it is there, or ends the name of another one, which shares its text
            }

            if (near.Count == 0)
            {
                first = path;
                near = NearNames.Of(function, NamesIn(contents), Math.Min(MostEdits, function.Length / LettersPerEdit));
            }
        }

        // With underscores it may be an internal name, which only debug information has.
        return first is null || near.Count == 0 || near.Any(other => other.Trim('_') == function.Trim('_')) ? null : (first, near);
    }

    private static IEnumerable<string> FilesOf(string binary)
        => Path.IsPathRooted(binary) ? [binary]
            : !binary.StartsWith("lib", StringComparison.Ordinal) || binary.Contains('/', StringComparison.Ordinal) ? []
            : LibraryDirectories.All.Where(Directory.Exists).SelectMany(directory => Directory.EnumerateFiles(directory, $"{binary}*"))
                .Where(path => LibraryName.IsNamed(path, binary)).Order(StringComparer.Ordinal);

    private static byte[]? ContentsOf(string path)
    {
        try
        {
            byte[] contents = new FileInfo(path) is { Exists: true, Length: <= LargestFile } ? InputFile.ReadAllBytes(path) : [];
            return contents.AsSpan().StartsWith("\u007FELF"u8) ? contents : null; // libc.so may be a script for the linker
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<string> NamesIn(byte[] contents)
    {
        using MemoryStream stream = new(contents, writable: false);
        return ELFReader.TryLoad(stream, shouldOwnStream: false, out IELF file)
            ? [.. file.Sections.OfType<ISymbolTable>().SelectMany(static table => table.Entries)
                .Where(static symbol => symbol.Type is SymbolType.Function && symbol.PointedSectionIndex != 0).Select(static symbol => symbol.Name)]
            : [];
    }
}
