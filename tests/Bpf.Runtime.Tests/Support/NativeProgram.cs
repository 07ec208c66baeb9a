using System.Diagnostics;

namespace Bpf.Runtime.Tests.Support;

/// <summary>C programs beside the tests that use libbpf, built by gcc when they are first needed.</summary>
internal static class NativeProgram
{
    /// <summary>Path of the program, or <see langword="null"/> when gcc or libbpf's development files are missing.</summary>
    public static string? Build(string name)
    {
        string source = Path.Combine(AppContext.BaseDirectory, "native", name + ".c");
        string program = Path.Combine(AppContext.BaseDirectory, name);
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

    /// <summary>What the program writes; it must succeed.</summary>
    public static string Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
