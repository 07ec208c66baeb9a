using Bpf.Objects;
using Bpf.Runtime;
using Bpf.Runtime.Syscalls;

namespace Bpf.Cli;

/// <summary>A BPF object: a file or part of one.</summary>
/// <param name="Name">Name of the object.</param>
/// <param name="Origin">Where it was found, for messages.</param>
/// <param name="Contents">The ELF file.</param>
internal sealed record ObjectSource(string Name, string Origin, ReadOnlyMemory<byte> Contents)
{
    /// <summary>
    /// Finds the objects in a file: the file itself, the resources of a .NET assembly for this machine's architecture, or the objects embedded in any
    /// other program, such as a single-file or NativeAOT application or a tool written in C, Rust or Go.
    /// </summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="chosen">Names or offsets of the requested objects; all when empty.</param>
    /// <param name="architecture">Architecture of the objects in an assembly; that of this machine if <see langword="null"/>.</param>
    /// <exception cref="BpfException">The file cannot be read, contains no objects, or lacks a requested one.</exception>
    public static IReadOnlyList<ObjectSource> Open(string path, string[]? chosen, string? architecture = null)
    {
        List<ObjectSource> all = All(path, architecture ?? AssemblyResources.OwnArchitecture);
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

    /// <summary>Text that selects it: objects embedded in a program have no names and are selected by offset.</summary>
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

    private static List<ObjectSource> All(string path, string architecture)
    {
        byte[] bytes = Read(path);
        if (bytes.AsSpan().StartsWith("MZ"u8))
        {
            List<ObjectSource> resources = AssemblyResources.Find(path, bytes, architecture);
            return resources.Count > 0 ? resources
                : throw new BpfException("open", path, null, $"The assembly has no embedded BPF objects for {architecture}.");
        }

        if (!bytes.AsSpan().StartsWith("\u007FELF"u8))
        {
            throw new BpfObjectFormatException(path, bytes.Length == 0 ? "It is empty, not an ELF file." : "It is neither an ELF file nor a .NET assembly.");
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
            ? $"It starts the program in '{assembly}'; specify that file instead."
            : "It is a program that contains no BPF objects. A compressed single-file program has them in its assembly; specify that instead.";
        throw new BpfException("open", path, null, advice);
    }

    // ET_EXEC or ET_DYN, in either byte order.
    private static bool IsProgram(ReadOnlySpan<byte> bytes) => bytes.Length > 18 && (bytes[16] | bytes[17]) is 2 or 3;

    // Objects that the build wrote are named after classes, which have dots in their names.
    private static string NameOf(string path)
    {
        string file = Path.GetFileName(path);
        if (AssemblyResources.Architectures.Select(AssemblyResources.SuffixOf).FirstOrDefault(file.EndsWith) is { } suffix)
        {
            return file[..^suffix.Length];
        }

        int dot = file.IndexOf('.', Math.Min(1, file.Length));
        return dot < 0 ? file : file[..dot];
    }
}
