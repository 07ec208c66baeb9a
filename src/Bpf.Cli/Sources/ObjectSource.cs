using Bpf.Objects;
using Bpf.Runtime;
using Bpf.Runtime.Syscalls;

namespace Bpf.Cli;

/// <summary>A BPF object: a file, or a part of one.</summary>
/// <param name="Name">Name of the object.</param>
/// <param name="Origin">Where it was found, for people.</param>
/// <param name="Contents">The ELF file.</param>
internal sealed record ObjectSource(string Name, string Origin, ReadOnlyMemory<byte> Contents)
{
    /// <summary>
    /// The objects of a file: the file itself, the resources of a .NET assembly for this machine's architecture, or the objects that lie in
    /// any other program, such as a single-file or NativeAOT one or a tool written in C, Rust or Go.
    /// </summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="chosen">Names or offsets of those that are wanted; all when there are none.</param>
    /// <exception cref="BpfException">The file cannot be read, has no objects, or not all that are wanted.</exception>
    public static IReadOnlyList<ObjectSource> Open(string path, string[]? chosen)
    {
        List<ObjectSource> all = All(path);
        if (chosen is null or [])
        {
            return all;
        }

        foreach (string name in chosen)
        {
            if (!all.Any(source => source.IsCalled(name)))
            {
                throw new BpfException("find object", name, null, $"'{path}' has {string.Join(", ", all.Select(source => source.Selector))}.");
            }
        }

        return [.. all.Where(source => chosen.Any(source.IsCalled))];
    }

    /// <summary>What chooses it: parts of a program, which have no names, go by their offset.</summary>
    private string Selector { get; init; } = Name;

    private bool IsCalled(string name) => Selector == name || Selector.EndsWith("." + name, StringComparison.Ordinal);

    private static byte[] Read(string path)
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

    private static List<ObjectSource> All(string path)
    {
        byte[] bytes = Read(path);
        if (bytes.AsSpan().StartsWith("MZ"u8))
        {
            List<ObjectSource> resources = AssemblyResources.Find(path, bytes);
            return resources.Count > 0 ? resources
                : throw new BpfException("open", path, null, "The assembly has no embedded BPF objects for this architecture.");
        }

        if (!bytes.AsSpan().StartsWith("\u007FELF"u8))
        {
            throw new BpfObjectFormatException(path, bytes.Length == 0 ? "It is empty, not an ELF file." : "It is not an ELF file and not a .NET assembly.");
        }

        if (!IsProgram(bytes))
        {
            return [new ObjectSource(NameOf(path), path, bytes)];
        }

        IReadOnlyList<EmbeddedObject> parts = EmbeddedObjects.Find(bytes);
        if (parts.Count > 0)
        {
            return [.. parts.Select(part => new ObjectSource(NameOf(path), $"{path} at 0x{part.Offset:x}", part.Contents) { Selector = $"0x{part.Offset:x}" })];
        }

        string assembly = path + ".dll";
        string advice = File.Exists(assembly)
            ? $"It starts the program in '{assembly}'; name that file."
            : "It is a program without BPF objects inside. A single-file program whose contents are compressed keeps them in its assembly: name that.";
        throw new BpfException("open", path, null, advice);
    }

    // ET_EXEC or ET_DYN, in either byte order.
    private static bool IsProgram(ReadOnlySpan<byte> bytes) => bytes.Length > 18 && (bytes[16] | bytes[17]) is 2 or 3;

    private static string NameOf(string path)
    {
        string file = Path.GetFileName(path);
        int dot = file.IndexOf('.', Math.Min(1, file.Length));
        return dot < 0 ? file : file[..dot];
    }
}
