using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>Finds the BPF objects that the build embedded in a .NET assembly.</summary>
internal static class AssemblyResources
{
    private const string Prefix = "Bpf.";

    /// <summary>The architectures for which the build makes objects.</summary>
    public static readonly string[] Architectures = ["x86_64", "aarch64"];

    /// <summary>This machine's architecture, as the objects are named.</summary>
    public static string OwnArchitecture => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "aarch64" : "x86_64";

    /// <summary>What the names of the objects for an architecture end with.</summary>
    public static string SuffixOf(string architecture) => $".{architecture}.bpf.o";

    /// <summary>Returns the objects for an architecture.</summary>
    /// <exception cref="BpfObjectFormatException">The assembly is damaged.</exception>
    public static List<ObjectSource> Find(string path, byte[] bytes, string architecture)
    {
        List<ObjectSource> objects = [];
        string suffix = SuffixOf(architecture);
        try
        {
            using PEReader image = new(new MemoryStream(bytes));
            if (!image.HasMetadata || image.PEHeaders.CorHeader is not { } header)
            {
                return objects;
            }

            MetadataReader metadata = image.GetMetadataReader();
            PEMemoryBlock resources = image.GetSectionData(header.ResourcesDirectory.RelativeVirtualAddress);
            foreach (ManifestResourceHandle handle in metadata.ManifestResources)
            {
                ManifestResource resource = metadata.GetManifestResource(handle);
                string name = metadata.GetString(resource.Name);
                if (!resource.Implementation.IsNil || !name.StartsWith(Prefix, StringComparison.Ordinal) || !name.EndsWith(suffix, StringComparison.Ordinal))
                {
                    continue;
                }

                BlobReader reader = resources.GetReader((int)resource.Offset, resources.Length - (int)resource.Offset);
                objects.Add(new ObjectSource(name[Prefix.Length..^suffix.Length], $"{path}:{name}", reader.ReadBytes(reader.ReadInt32())));
            }

            return objects;
        }
        catch (Exception exception) when (exception is BadImageFormatException or ArgumentOutOfRangeException or OverflowException or InvalidOperationException)
        {
            throw new BpfObjectFormatException(path, $"It begins like a .NET assembly but is damaged: {exception.Message}", exception);
        }
    }
}
