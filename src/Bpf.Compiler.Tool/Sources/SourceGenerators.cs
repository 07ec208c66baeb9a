using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Bpf.Compiler.Tool.Sources;

/// <summary>
/// Source generators can produce anything that BPF code uses from any text in the project. Those of .NET and of this package are known to add only to
/// types that the project declares, and to namespaces of their own.
/// </summary>
internal static class SourceGenerators
{
    private static readonly HashSet<string> s_known = new(StringComparer.OrdinalIgnoreCase)
    {
        "Bpf.Generators",
        "Microsoft.AspNetCore.App.SourceGenerators",
        "Microsoft.AspNetCore.Http.RequestDelegateGenerator",
        "Microsoft.CodeAnalysis.Razor.Compiler",
        "Microsoft.Extensions.Configuration.Binder.SourceGeneration",
        "Microsoft.Extensions.Logging.Generators",
        "Microsoft.Extensions.Options.SourceGeneration",
        "Microsoft.Extensions.Validation.ValidationsGenerator",
        "Microsoft.Interop.ComInterfaceGenerator",
        "Microsoft.Interop.JavaScript.JSImportGenerator",
        "Microsoft.Interop.LibraryImportGenerator",
        "System.Text.Json.SourceGeneration",
        "System.Text.RegularExpressions.Generator",
    };

    /// <summary>Returns true when the output of the generators among the analyzers cannot affect BPF code.</summary>
    /// <param name="analyzers">Paths of the assemblies with analyzers and generators.</param>
    public static bool AreKnown(IEnumerable<string> analyzers)
        => analyzers.All(path => s_known.Contains(Path.GetFileNameWithoutExtension(path)) || !HasGenerator(path));

    private static bool HasGenerator(string path)
    {
        try
        {
            using PEReader file = new(File.OpenRead(path));
            if (!file.HasMetadata)
            {
                return false;
            }

            MetadataReader reader = file.GetMetadataReader();
            return reader.TypeReferences.Select(reader.GetTypeReference)
                .Any(type => reader.StringComparer.Equals(type.Name, "GeneratorAttribute")
                    && reader.StringComparer.Equals(type.Namespace, "Microsoft.CodeAnalysis"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            return true; // the C# compiler will report the problem
        }
    }
}
