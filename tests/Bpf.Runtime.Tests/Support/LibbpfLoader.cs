using System.Diagnostics;

namespace Bpf.Runtime.Tests.Support;

/// <summary>The peer: loads objects with the installed libbpf, through a small C program that is built here.</summary>
internal static class LibbpfLoader
{
    private static readonly Lazy<string?> s_program = new(Build);

    /// <summary>Path of the program, or <see langword="null"/> when gcc or libbpf's development files are missing.</summary>
    public static string? Program => s_program.Value;

    /// <summary>What libbpf made of each object file: its state ("ok" or an error), and return values of test runs by program.</summary>
    public static Dictionary<string, (string State, Dictionary<string, uint> Returns)> Load(IEnumerable<string> paths)
    {
        ProcessStartInfo start = new(Program!) { RedirectStandardOutput = true };
        foreach (string path in paths)
            start.ArgumentList.Add(path);

        using Process process = Process.Start(start)!;
        Dictionary<string, (string State, Dictionary<string, uint> Returns)> results = [];
        Dictionary<string, uint> current = [];
        while (process.StandardOutput.ReadLine() is { } line)
        {
            string[] words = line.Split(' ', 3);
            if (words[0] == "=")
                results[words[1]] = (words[2], current = []);
            else
                current[words[0]] = uint.Parse(words[1]);
        }

        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return results;
    }

    private static string? Build()
    {
        string source = Path.Combine(AppContext.BaseDirectory, "native", "libbpf-load.c");
        string program = Path.Combine(AppContext.BaseDirectory, "libbpf-load");
        try
        {
            using Process compiler = Process.Start(new ProcessStartInfo("gcc", ["-O2", source, "-o", program, "-lbpf"]) { RedirectStandardError = true })!;
            _ = compiler.StandardError.ReadToEnd();
            compiler.WaitForExit();
            return compiler.ExitCode == 0 ? program : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
