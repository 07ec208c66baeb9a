using System.Buffers.Binary;
using Bpf.Runtime.Tests.Support;

namespace Bpf.Runtime.Tests;

/// <summary>Objects that nobody here wrote: those embedded in the programs of the package libbpf-tools, if it is installed.</summary>
public class LibbpfToolsTests
{
    private const ushort BpfMachine = 247;
    private static readonly string[] s_directories = ["/usr/sbin", "/usr/bin"];

    [Fact]
    public void EveryEmbeddedObjectLoadsExactlyWhenLibbpfLoadsIt()
    {
        string directory = Directory.CreateTempSubdirectory("bpf-tools-").FullName;
        try
        {
            foreach (string tool in Tools())
            {
                foreach ((int index, byte[] bytes) in Carve(File.ReadAllBytes(tool)).Index())
                    File.WriteAllBytes(Path.Combine(directory, $"{Path.GetFileName(tool)}-{index}.o"), bytes);
            }

            string[] objects = Directory.GetFiles(directory);
            if (objects.Length == 0)
                Assert.Skip("libbpf-tools is not installed");

            List<string> differences = [];
            int loaded = 0;
            foreach ((string path, (string state, _)) in LibbpfLoader.Load(objects))
            {
                string? error = Load(path);
                loaded += error is null ? 1 : 0;
                if ((error is null) != (state == "ok"))
                    differences.Add($"{Path.GetFileName(path)}: libbpf says {state}, this loader {error ?? "ok"}");
            }

            TestContext.Current.TestOutputHelper?.WriteLine($"{objects.Length} objects, {loaded} load on this kernel, {differences.Count} differences");
            Assert.True(differences.Count == 0, string.Join('\n', differences));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static IEnumerable<string> Tools()
    {
        const string List = "/var/lib/dpkg/info/libbpf-tools.list";
        return File.Exists(List) ? File.ReadLines(List).Where(path => s_directories.Contains(Path.GetDirectoryName(path)) && File.Exists(path)) : [];
    }

    private static string? Load(string path)
    {
        try
        {
            using BpfObject target = BpfObject.Open(path);
            target.Load();
            return null;
        }
        catch (BpfException exception)
        {
            return exception.Message;
        }
    }

    private static IEnumerable<byte[]> Carve(byte[] file)
    {
        for (int start = 16; start < file.Length - 64; start++)
        {
            int found = file.AsSpan(start).IndexOf("\u007FELF\u0002\u0001"u8);
            if (found < 0)
                yield break;

            start += found;
            ReadOnlySpan<byte> header = file.AsSpan(start);
            if (header.Length < 64 || BinaryPrimitives.ReadUInt16LittleEndian(header[18..]) != BpfMachine)
                continue;

            long size = BinaryPrimitives.ReadInt64LittleEndian(header[40..]) + (64 * BinaryPrimitives.ReadUInt16LittleEndian(header[60..]));
            if (size > 0 && size <= header.Length)
                yield return header[..(int)size].ToArray();
        }
    }
}
