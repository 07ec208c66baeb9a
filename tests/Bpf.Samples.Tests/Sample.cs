using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Bpf.Testing;

namespace Bpf.Samples.Tests;

/// <summary>Runs a sample as a user would, as a separate process.</summary>
internal static partial class Sample
{
    private const int InterruptSignal = 2; // SIGINT
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    public static SampleResult Run(string name, params string[] arguments) => Finish(Start(PathOf(name), arguments));

    /// <summary>Runs a sample and presses Ctrl+C once a file exists that its command creates.</summary>
    public static SampleResult Interrupt(string name, string file, params string[] arguments)
    {
        Process process = Start(PathOf(name), arguments);
        while (!File.Exists(file) && !process.HasExited)
        {
            Thread.Sleep(20);
        }

        _ = Kill(process.Id, InterruptSignal);
        return Finish(process);
    }

    /// <summary>Runs the command line tool on the assembly of a sample.</summary>
    public static SampleResult Attach(string name, params string[] arguments)
        => Finish(Start(Path.Combine(Metadata("CliDirectory"), "bpf"), ["attach", PathOf(name) + ".dll", .. arguments]));

    private static string PathOf(string name) => Path.Combine(Metadata("SamplesDirectory"), name, "bin", Metadata("Configuration"), "net10.0", name);

    private static Process Start(string file, string[] arguments)
        => InterruptibleProcess.Start(file, arguments);

    private static SampleResult Finish(Process process)
    {
        using (process)
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(s_limit))
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"{process.StartInfo.FileName} did not end in {s_limit}");
            }

            return new(process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
        }
    }

    private static string Metadata(string key)
        => typeof(Sample).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
