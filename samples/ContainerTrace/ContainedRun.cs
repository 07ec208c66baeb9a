using System.Text.Json;
using Bpf.Runtime;
using Microsoft.Win32.SafeHandles;
using Spectre.Console;

namespace Samples;

/// <summary>
/// The process in the container: has no capability outside its user namespace. It mounts the BPF file system it was given and from there on
/// is a tracing program like any other; the loader finds the token by itself.
/// </summary>
internal static class ContainedRun
{
    private const string MountPoint = "/sys/fs/bpf"; // where the loader looks for a token when none is named
    private static readonly string[] s_defaultCommand = ["ls", "-lR", "/etc"];

    public static async Task<int> RunAsync(RunOptions options, bool single, ContainerChannel helper, CancellationToken cancellation)
    {
        using (helper)
        {
            MountDelegatedFileSystem(helper);
        }

        string[] command = options.Command.Length > 0 ? options.Command : s_defaultCommand;
        using SuspendedProcess child = SuspendedProcess.Start(command[0], command.AsSpan(1));
        using ContainerTraceSkeleton skeleton = ContainerTraceSkeleton.Open();
        UprobeProgram program = skeleton.Programs.OnMalloc;
        program.Target = UprobeTarget.Process(child.ProcessId);
        program.Mode = single ? ProbeMode.Single : ProbeMode.Auto;
        skeleton.LoadAndAttach();
        string link = $"{skeleton.Links.OnMalloc}";

        using CancellationTokenSource end = options.StartClock(cancellation);
        int exitCode = await TracedCommand.RunAsync(child, end.Token);
        skeleton.Detach();
        Summary summary = new(link, program.AttachDecision.Reason, UserMap(), skeleton.Bss.s_calls, skeleton.Bss.s_bytes, exitCode);
        if (options.Json)
        {
            Console.WriteLine(JsonSerializer.Serialize(summary, SummaryJson.Default.Summary));
            return exitCode;
        }

        Table table = new Table().Title("malloc in the container").AddColumns("thread", "calls", "bytes");
        foreach ((int thread, ContainerTrace.Usage usage) in skeleton.Maps.UsageByThread.OrderByDescending(entry => entry.Value.Bytes))
        {
            table.AddRow($"{thread}", $"{usage.Calls:N0}", $"{usage.Bytes:N0}");
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"{summary.Calls:N0} calls, {summary.Bytes:N0} bytes; {summary.UserMap}");
        AnsiConsole.WriteLine(summary.Link);
        return exitCode;
    }

    private static void MountDelegatedFileSystem(ContainerChannel helper)
    {
        using SafeFileHandle context = MountCalls.Begin("bpf");
        helper.Send($"{context.DangerousGetHandle()}");
        string? refusal = helper.Receive();
        if (refusal is not "")
        {
            throw new BpfException("get a BPF file system from", "the helper", null, refusal ?? "It ended.");
        }

        MountCalls.Mount(context, MountPoint);
    }

    // "0 1000 1": user 0 here is user 1000 outside.
    private static string UserMap()
    {
        string[] fields = File.ReadAllText("/proc/self/uid_map").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return fields.Length > 1 ? $"user {fields[0]} here is user {fields[1]} outside" : "no user is mapped";
    }
}
