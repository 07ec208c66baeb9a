using System.IO.Compression;
using System.Xml.Linq;

namespace Bpf.Sdk.Tests;

/// <summary>The package of a user's library with probes, in the feed.</summary>
public sealed class ProbesPackage
{
    // Test classes that need it run in parallel and share the feed.
    private static readonly Lock s_packing = new();

    public ProbesPackage(PackageFeed feed)
    {
        lock (s_packing)
        {
            if (!File.Exists(Path.Combine(feed.PackageDirectory, $"Consumer.Probes.{PackageFeed.Version}.nupkg")))
            {
                ConsumerShape library = new ConsumerShape(feed, "Library").With("Library", "Probes.cs");
                library.DotNet("pack", "Library", "-nologo", "-o", feed.PackageDirectory).Succeed();
            }
        }
    }

    /// <summary>Ids of the packages that the package <paramref name="id"/> in <paramref name="directory"/> depends on.</summary>
    internal static string[] DependenciesOf(string directory, string id)
    {
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(directory, $"{id}.{PackageFeed.Version}.nupkg"));
        using Stream stream = package.GetEntry($"{id}.nuspec")!.Open();
        return [.. XDocument.Load(stream).Descendants()
            .Where(element => element.Name.LocalName == "dependency")
            .Select(element => (string)element.Attribute("id")!)];
    }
}
