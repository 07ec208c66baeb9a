using Bpf.Runtime.Tests.Support;

namespace Bpf.Testing;

/// <summary>The objects also load with libbpf.</summary>
internal static class LibbpfCheck
{
    public static void LoadsAll(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> objects)
    {
        string directory = Directory.CreateTempSubdirectory("bpf-objects-").FullName;
        try
        {
            foreach ((string name, ReadOnlyMemory<byte> bytes) in objects)
            {
                File.WriteAllBytes(Path.Combine(directory, name + ".o"), bytes.ToArray());
            }

            string[] refused =
            [
                .. LibbpfLoader.Load(Directory.GetFiles(directory)).Where(item => item.Value.State != "ok").Select(item => $"{item.Key}: {item.Value.State}"),
            ];
            Assert.True(refused.Length == 0, string.Join('\n', refused));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
