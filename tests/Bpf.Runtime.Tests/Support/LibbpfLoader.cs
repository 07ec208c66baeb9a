namespace Bpf.Runtime.Tests.Support;

/// <summary>The peer: loads objects with libbpf, through a small C program that is built here.</summary>
internal static class LibbpfLoader
{
    private static readonly Lazy<string> s_program = new(() => NativeProgram.Build("libbpf-load"));

    /// <summary>The result of libbpf for each object file: its state ("ok" or an error), and the return values of test runs by program.</summary>
    public static Dictionary<string, (string State, Dictionary<string, uint> Returns)> Load(IEnumerable<string> paths)
    {
        Dictionary<string, (string State, Dictionary<string, uint> Returns)> results = [];
        Dictionary<string, uint> current = [];
        foreach (string line in NativeProgram.Run(s_program.Value, [.. paths]).Split('\n'))
        {
            string[] words = line.Split(' ', 3);
            if (words[0] == "=")
            {
                results[words[1]] = (words[2], current = []);
            }
            else
            {
                current[words[0]] = uint.Parse(words[1]);
            }
        }

        return results;
    }
}
