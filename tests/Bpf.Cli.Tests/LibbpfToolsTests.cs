using System.Text.Json.Nodes;
using Bpf.Objects;
using Bpf.Objects.Btf.Values;
using Bpf.Runtime.Objects;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Cli.Tests;

/// <summary>
/// Third-party objects: those inside the programs of the package libbpf-tools. <c>bpf load</c> must load exactly those that libbpf
/// loads on the same kernel, given either the object or the program that contains it.
/// </summary>
public class LibbpfToolsTests(ITestOutputHelper output)
{
    // Object → why libbpf and this loader legitimately differ. Empty: they agree.
    private static readonly Dictionary<string, string> s_differences = [];

    [Fact]
    public void EveryObjectLoadsExactlyWhenLibbpfLoadsIt()
    {
        KernelRequirement.NeedRoot();
        string[] tools = Tools();
        if (tools.Length == 0)
        {
            Assert.Skip("the package libbpf-tools is not installed");
        }

        string directory = Directory.CreateTempSubdirectory("bpf-tools-").FullName;
        try
        {
            List<string> objects = [.. tools.SelectMany(tool => Carve(tool, directory))];
            Dictionary<string, string> libbpf = LibbpfLoader.Load(objects).ToDictionary(result => result.Key, result => result.Value.State);
            Dictionary<string, JsonNode> ours = BpfCommand.Run(["load", "--json", .. objects]).Json.ToDictionary(report => (string)report["file"]!);
            List<string> surprises = [];
            foreach (string path in objects)
            {
                bool agree = (bool)ours[path]["ok"]! == (libbpf[path] == "ok");
                if (agree == s_differences.ContainsKey(Path.GetFileName(path)))
                {
                    surprises.Add($"{Path.GetFileName(path)}: libbpf says {libbpf[path]}, bpf load {(string?)ours[path]["error"] ?? "ok"}{(agree ? ", though a difference is noted" : "")}");
                }
            }

            output.WriteLine($"{tools.Length} programs, {objects.Count} objects, {libbpf.Values.Count(state => state == "ok")} load with libbpf on this kernel, "
                + $"{ours.Values.Count(report => (bool)report["ok"]!)} with bpf load, {s_differences.Count} differences noted");
            Assert.True(objects.Count >= tools.Length / 2, $"only {objects.Count} objects in {tools.Length} programs");
            Assert.True(surprises.Count == 0, string.Join('\n', surprises));

            // The same with the original programs.
            IEnumerable<bool> inPlace = BpfCommand.Run(["load", "--json", .. tools.Where(tool => EmbeddedObjects.Find(File.ReadAllBytes(tool)).Count > 0)]).Json.Select(report => (bool)report["ok"]!);
            Assert.Equal(objects.Select(path => (bool)ours[path]["ok"]!), inPlace);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static string[] Tools()
    {
        const string List = "/var/lib/dpkg/info/libbpf-tools.list";
        return File.Exists(List)
            ? [.. File.ReadLines(List).Where(path => Path.GetDirectoryName(path) is "/usr/sbin" or "/usr/bin" && File.Exists(path) && new FileInfo(path).LinkTarget is null)]
            : [];
    }

    private static IEnumerable<string> Carve(string tool, string directory)
    {
        foreach ((int index, (_, ReadOnlyMemory<byte> contents)) in EmbeddedObjects.Find(File.ReadAllBytes(tool)).Index())
        {
            string path = Path.Combine(directory, $"{Path.GetFileName(tool)}-{index}.o");
            File.WriteAllBytes(path, contents.Span);
            yield return path;
        }
    }
}
