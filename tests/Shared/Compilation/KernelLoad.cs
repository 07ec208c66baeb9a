using System.Diagnostics;
using Bpf.Compiler;
using Bpf.Testing;

namespace Bpf.Testing;

/// <summary>Loads objects with bpftool: an object must work with every loader.</summary>
internal static class KernelLoad
{
    public static void WithBpftool(CompiledObject compiled)
    {
        KernelRequirement.NeedRoot();
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.bpf.o");
        string pins = Path.Combine(KernelFileSystem.Bpf.Need(), $"bpfc-test-{Guid.NewGuid():N}");
        File.WriteAllBytes(file, compiled.Bytes.ToArray());
        try
        {
            (int code, string output) = Run("bpftool", "prog", "loadall", file, pins);
            Assert.True(code == 0, output);
        }
        finally
        {
            File.Delete(file);
            if (Directory.Exists(pins))
            {
                Directory.Delete(pins, recursive: true);
            }
        }
    }

    /// <summary>The BTF of an object as text, one line per type.</summary>
    public static string BtfDump(CompiledObject compiled)
    {
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.bpf.o");
        File.WriteAllBytes(file, compiled.Bytes.ToArray());
        try
        {
            (int code, string output) = Run("bpftool", "btf", "dump", "file", file);
            Assert.True(code == 0, output);
            return output;
        }
        finally
        {
            File.Delete(file);
        }
    }

    public static (int Code, string Output) Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
