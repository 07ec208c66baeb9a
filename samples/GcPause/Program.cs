using System.CommandLine;
using Samples;

const int DefaultCollections = 20;
Option<string> java = new("--java") { Description = "The java to run the built-in workload with.", DefaultValueFactory = _ => "java" };
Option<int?> collections = new("--collections") { Description = $"How often the built-in workload calls System.gc(); {DefaultCollections} if not given." };
collections.Validators.Add(result =>
{
    if (result.GetValue(collections) is < 1 or > 100_000)
    {
        result.AddError("--collections must be between 1 and 100000.");
    }
});
SampleCommandLine commandLine = new(
    "Shows the garbage collection pauses of a Java virtual machine, from the USDT probes in its libjvm.so.",
    "After --: a java command to trace, instead of the built-in workload.", java, collections);
Option<int?> processId = commandLine.AddProcessOption("Trace this running Java virtual machine.");
return commandLine.Invoke(args, (result, common, cancellation) => PauseRun.RunAsync(
    common, result.GetValue(java)!, result.GetValue(collections) ?? DefaultCollections, result.GetValue(processId), cancellation));
