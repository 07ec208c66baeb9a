using System.CommandLine;
using Samples;

Option<bool> single = new("--single") { Description = "Keep the perf_event uprobe, to see why it cannot work in a container." };
Option<string?> inside = new("--inside") { Description = "For the helper: this is the process in the container.", Hidden = true };
SampleCommandLine commandLine = new(
    "Counts the mallocs of a command in a user namespace that has no privilege but a BPF token.",
    "After --: the command to run and trace in the container; by default an ls -lR.", single, inside);
return commandLine.Invoke(args, (result, common, cancellation) => result.GetValue(inside) is { } channel
    ? ContainedRun.RunAsync(common, result.GetValue(single), ContainerChannel.Open(channel), cancellation)
    : ContainerLauncher.RunAsync(args, result.GetValue(single), cancellation));
