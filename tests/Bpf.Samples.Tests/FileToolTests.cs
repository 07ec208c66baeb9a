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

    [Fact]
    public void FileTopSumsUpReadsAndWrites()
    {
        string input = Path.Combine(_directory.FullName, "input file");
        string output = Path.Combine(_directory.FullName, "output file");
        File.WriteAllBytes(input, new byte[100 * 1024]);
        SampleResult result = TracedTool.Run("filetop", "--", "dd", $"if={input}", $"of={output}", "bs=1k", "status=none");

        // A hundred blocks, and the end of the file.
        JsonElement read = Assert.Single(result.Rows("file", "input file"));
        Assert.Equal((101, 0, 102400, 0), (read.Number("reads"), read.Number("writes"), read.Number("read"), read.Number("written")));
        JsonElement written = Assert.Single(result.Rows("file", "output file"));
        Assert.Equal((0, 100, 0, 102400), (written.Number("reads"), written.Number("writes"), written.Number("read"), written.Number("written")));
        Assert.Equal(read.Number("pid"), written.Number("pid"));
    }

    [Fact]
    public void CacheStatTellsWhatIsInThePageCache()
    {
        const ulong pages = 1024;
        string file = Path.Combine(_directory.FullName, "cached");
        File.WriteAllBytes(file, new byte[(int)pages * 4096]);
        SampleResult cached = TracedTool.Run("cachestat", "--", "dd", $"if={file}", "of=/dev/null", "bs=4k", "status=none");
        Assert.InRange(cached.Number("accessed"), pages, pages + 100);
        Assert.InRange(cached.Number("added"), 0UL, 100UL);
    }

    [Fact]
    public void CacheStatCountsThePagesOfANewFile()
    {
        const ulong pages = 1024;
        string file = Path.Combine(_directory.FullName, "new");
        SampleResult result = TracedTool.Run("cachestat", "--", "dd", "if=/dev/zero", $"of={file}", "bs=4k", $"count={pages}", "status=none");
        Assert.InRange(result.Number("added"), pages, pages + 100);
    }

    [Fact]
    public void BioLatencyTimesEveryRequest()
    {
        const ulong requests = 32;
        string file = Path.Combine(AppContext.BaseDirectory, $"bpf-samples-{Guid.NewGuid():N}"); // /tmp may be in memory.
        try
        {
            SampleResult result = TracedTool.Run(
                "biolatency", "--", "dd", "if=/dev/zero", $"of={file}", "bs=64k", $"count={requests}", "oflag=direct", "conv=fsync", "status=none");
            Assert.InRange(result.Number("requests"), requests, ulong.MaxValue);
            Assert.InRange(result.Number("bytes"), requests * 65536, ulong.MaxValue);
            Assert.Equal(0UL, result.Number("errors"));
            ulong inBuckets = (ulong)result.Json().GetProperty("buckets").EnumerateArray().Sum(bucket => bucket.GetInt64());
            Assert.Equal(result.Number("requests"), inBuckets);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
