"""What a person does around a build: begin an article, preview, check, build, test."""
