using Samples;

return Options.Invoke(args, TraceSession.RunAsync);
