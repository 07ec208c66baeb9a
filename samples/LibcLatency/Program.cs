using System.CommandLine;
using Samples;

Option<string> function = new("--function") { Description = "The C library function to time.", DefaultValueFactory = _ => "read" };
Option<bool> pair = new("--pair") { Description = "Time by an entry and a return probe even where the kernel has sessions." };
SampleCommandLine commandLine = new(
    "Times the calls of a C library function made by a command, with one session probe, and plots them.",
    "After --: the command to time; by default a dd that reads 2000 times.", function, pair);
return commandLine.Invoke(args, (result, common, cancellation)
    => LatencyRun.RunAsync(common, result.GetValue(function)!, result.GetValue(pair), cancellation));
