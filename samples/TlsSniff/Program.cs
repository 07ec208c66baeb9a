using Samples;

SampleCommandLine commandLine = new(
    "Prints what a program sends and receives over TLS in plain text, from SSL_read and SSL_write of its own libssl.so.3.",
    "After --: the TLS client to trace, for example curl -s https://example.org; by default curl against a server of this program's own on the loopback.");
return commandLine.Invoke(args, (_, common, cancellation) => SniffRun.RunAsync(common, cancellation));
