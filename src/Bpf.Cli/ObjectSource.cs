using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>A BPF object: a file, or a resource of an assembly.</summary>
/// <param name="Name">Name of the object.</param>
/// <param name="Origin">Where it was found, for people.</param>
/// <param name="Contents">The ELF file.</param>
internal sealed record ObjectSource(string Name, string Origin, byte[] Contents)
{
    private const string ResourcePrefix = "Bpf.";

    /// <summary>The objects of a file; of an assembly those for this machine's architecture.</summary>
    /// <exception cref="BpfException">The file cannot be read, or has no objects.</exception>
    public static IReadOnlyList<ObjectSource> Open(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BpfException("open", path, null, exception.Message, exception);
        }

        if (!bytes.AsSpan().StartsWith("MZ"u8))
            return [new ObjectSource(Path.GetFileName(path).Split('.')[0], path, bytes)];

        List<ObjectSource> objects = Embedded(path, bytes);
        return objects.Count > 0 ? objects : throw new BpfException("open", path, null, "The assembly has no embedded BPF objects for this architecture.");
    }

    private static List<ObjectSource> Embedded(string path, byte[] bytes)
    {
        List<ObjectSource> objects = [];
        string suffix = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? ".aarch64.bpf.o" : ".x86_64.bpf.o";
        using PEReader image = new(new MemoryStream(bytes));
        if (!image.HasMetadata || image.PEHeaders.CorHeader is not { } header)
            return objects;

        MetadataReader metadata = image.GetMetadataReader();
        PEMemoryBlock resources = image.GetSectionData(header.ResourcesDirectory.RelativeVirtualAddress);
        foreach (ManifestResourceHandle handle in metadata.ManifestResources)
        {
            ManifestResource resource = metadata.GetManifestResource(handle);
            string name = metadata.GetString(resource.Name);
            if (!resource.Implementation.IsNil || !name.StartsWith(ResourcePrefix, StringComparison.Ordinal) || !name.EndsWith(suffix, StringComparison.Ordinal))
                continue;

            BlobReader reader = resources.GetReader((int)resource.Offset, resources.Length - (int)resource.Offset);
            objects.Add(new ObjectSource(name[ResourcePrefix.Length..^suffix.Length], $"{path}:{name}", reader.ReadBytes(reader.ReadInt32())));
        }

        return objects;
    }
}
