using System.CommandLine;
using System.Text.Json.Nodes;
using Bpf.Runtime;
using Samples;
using Samples.Congestion;

const string DefaultControl = "/proc/sys/net/ipv4/tcp_congestion_control";

Option<bool> makeDefault = new("--default") { Description = "Also use it for all new connections of this network namespace that do not choose another." };
SampleCommandLine commandLine = new(
    "Registers a TCP congestion control written in C#, csharp_aimd, until Ctrl+C.",
    "After --: a command to start; the congestion control is unregistered when it ends.", makeDefault);
return commandLine.Invoke(args, async (result, options, cancellation) =>
{
    using CongestionControlSkeleton control = CongestionControlSkeleton.Open();
    control.LoadAndAttach();
    string before = File.ReadAllText(DefaultControl).Trim();
    if (result.GetValue(makeDefault))
    {
        File.WriteAllText(DefaultControl, control.StructOps.Aimd.RegisteredName);
    }

    int exitCode = 0;
    try
    {
        using CancellationTokenSource end = options.StartClock(cancellation);
        if (options.Command is [var file, .. var arguments])
        {
            using SuspendedProcess command = SuspendedProcess.Start(file, arguments);
            exitCode = await TracedCommand.RunAsync(command, end.Token);
        }
        else
        {
            await Task.Delay(Timeout.Infinite, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
    finally
    {
        if (result.GetValue(makeDefault))
        {
            File.WriteAllText(DefaultControl, before);
        }
    }

    control.StructOps.Aimd.Detach();
    JsonObject report = new()
    {
        ["connections"] = control.Bss.s_connections,
        ["acknowledged"] = control.Bss.s_acknowledged,
        ["losses"] = control.Bss.s_losses,
        ["widest"] = control.Bss.s_widest,
    };
    Console.WriteLine(options.Json ? report.ToJsonString()
        : $"{control.Bss.s_connections:N0} connections, {control.Bss.s_acknowledged:N0} segments acknowledged, {control.Bss.s_losses:N0} losses, "
            + $"widest window {control.Bss.s_widest:N0} segments");
    return exitCode;
});
