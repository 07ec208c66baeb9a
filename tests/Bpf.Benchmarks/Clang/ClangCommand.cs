using System.Diagnostics;

namespace Bpf.Benchmarks.Clang;

/// <summary>clang.</summary>
internal static class ClangCommand
{
    /// <summary>Directory of &lt;asm/types.h&gt;, which is separate on multiarch systems.</summary>
    public static string SystemHeaders { get; } =
        new[] { "/usr/include/x86_64-linux-gnu", "/usr/include/aarch64-linux-gnu" }.FirstOrDefault(Directory.Exists) ?? "/usr/include";

    public static void Run(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("clang-19", arguments) { RedirectStandardError = true })!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new PairException(error);
        }
    }
}
