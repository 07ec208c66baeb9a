using System.Text.Json;
using Bpf.Testing;

namespace Bpf.Samples.Tests;

/// <summary>The tools that show files.</summary>
public sealed class FileToolTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bpf-samples-");

    public FileToolTests() => KernelRequirement.NeedRoot();

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void OpenSnoopShowsEveryFileAndEveryError()
    {
        string[] files = [.. Enumerable.Range(0, 10).Select(i => Path.Combine(_directory.FullName, $"file {i}"))];
        string[] missing = [.. Enumerable.Range(0, 10).Select(i => Path.Combine(_directory.FullName, $"missing {i}"))];
        foreach (string file in files)
        {
            File.WriteAllText(file, "");
        }

        SampleResult result = Sample.Run("Tools", ["opensnoop", "--json", "--", "cat", .. files, .. missing]).EndsWith(1);
        JsonElement[] rows = [.. result.Json().GetProperty("rows").EnumerateArray()
            .Where(row => row.GetProperty("file").GetString()!.StartsWith(_directory.FullName, StringComparison.Ordinal))];
        Assert.Equal(files.Concat(missing), rows.Select(row => row.GetProperty("file").GetString()));
        Assert.All(rows[..10], row => Assert.InRange(row.Number("descriptor"), 3, 100));
        Assert.All(rows[..10], row => Assert.Equal(0, row.Number("error")));
        Assert.All(rows[10..], row => Assert.Equal(-1, row.Number("descriptor")));
        Assert.All(rows[10..], row => Assert.Equal(2, row.Number("error"))); // ENOENT
        Assert.All(rows, row => Assert.Equal("cat", row.GetProperty("name").GetString()));
        Assert.Equal(0UL, result.Number("lost"));
    }
}
