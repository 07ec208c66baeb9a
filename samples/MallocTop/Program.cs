using System.CommandLine;
using Samples;

Option<bool> single = new("--single") { Description = "Keep the perf_event uprobe even where the kernel has uprobe_multi." };
Option<ulong> large = new("--large") { Description = "Report allocations of at least this many bytes.", DefaultValueFactory = _ => 1 << 20 };
SampleCommandLine commandLine = new(
    "Counts the malloc calls and bytes of a process, live, with a BPF program written in C#.",
    "After --: a command to start; only its own mallocs are counted.", single, large);
Option<int?> processId = commandLine.AddProcessOption("Trace this running process.");
return commandLine.Invoke(args, (result, common, cancellation) => TraceSession.RunAsync(
    new Options(common, result.GetValue(processId), result.GetValue(single), result.GetValue(large)), cancellation));
