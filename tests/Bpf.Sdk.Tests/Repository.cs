using System.Reflection;

namespace Bpf.Sdk.Tests;

/// <summary>Location and build configuration of this repository.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string Address { get; } = Metadata("RepositoryUrl");

    public static string Configuration { get; } = Metadata("Configuration");

    public static string Bpfc { get; } = Path.Combine(Root, "src/Bpf.Compiler.Tool/bin", Configuration, "net10.0/bpfc.dll");

    private static string Metadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
